package studio.karangou.server.feature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// Content by its address (RFC 9110, sections 13 and 14).
class ContentTest {
    private static final int SIZE = 300_000;

    @TempDir
    private static Path data;

    private static TestServer server;
    private static byte[] content;
    private static String path;
    private static String tag;

    @BeforeAll
    static void start() {
        server = TestServer.start(DatabaseKind.H2, data);
        content = new byte[SIZE];
        new Random(1).nextBytes(content);
        ContentAddress address = server.keep(content);
        path = "/api/v1/blobs/" + address;
        tag = "\"" + address + "\"";
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void content_comes_whole_and_may_be_kept_for_ever() {
        HttpResponse<byte[]> answer = server.get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(content);
        assertThat(answer.headers().firstValue("ETag")).hasValue(tag);
        assertThat(answer.headers().firstValue("Accept-Ranges")).hasValue("bytes");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("public, max-age=31536000, immutable");
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("300000");
    }

    @Test
    void the_head_says_how_much_there_is() {
        HttpResponse<byte[]> answer = server.send(server.request(path).method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("300000");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-99, 0, 100",
        "bytes=100-, 100, 300000",
        "bytes=299999-, 299999, 300000",
        "bytes=-1, 299999, 300000",
        "bytes=-500000, 0, 300000",
        "bytes=1000-999999999, 1000, 300000"
    })
    void a_part_is_answered_with_that_part(String range, int from, int to) {
        HttpResponse<byte[]> answer = server.send(with("Range", range));

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(content, from, to));
        assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes " + from + "-" + (to - 1) + "/300000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=300000-", "bytes=999999999999999-", "bytes=-0"})
    void a_part_outside_is_refused(String range) {
        HttpResponse<byte[]> answer = server.send(with("Range", range));

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes */300000");
        assertThat(TestServer.code(answer)).isEqualTo("catalogue.bad-range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=5-1", "bytes=0-1,5-6", "bytes=-", "lines=1-2", "bytes=a-b", "bytes=1"})
    void what_is_no_single_part_is_answered_with_everything(String range) {
        HttpResponse<byte[]> answer = server.send(with("Range", range));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSize(SIZE);
    }

    @Test
    void a_download_goes_on_only_if_the_content_is_still_the_same() {
        HttpResponse<byte[]> same = server.send(with("Range", "bytes=10-19").header("If-Range", tag));
        HttpResponse<byte[]> other = server.send(with("Range", "bytes=10-19").header("If-Range", "\"other\""));

        assertThat(same.statusCode()).isEqualTo(206);
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.body()).hasSize(SIZE);
    }

    @Test
    void who_has_it_already_gets_nothing() {
        HttpResponse<byte[]> answer = server.send(with("If-None-Match", "\"x\", " + tag));

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("ETag")).hasValue(tag);
    }

    @ParameterizedTest
    @CsvSource({
        "'', application/octet-stream",
        ".m4s, video/iso.segment",
        ".mp4, video/mp4",
        ".vtt, text/vtt",
        ".jpg, image/jpeg"
    })
    void an_ending_for_players_says_the_type(String ending, String type) {
        assertThat(server.get(path + ending).headers().firstValue("Content-Type"))
                .hasValue(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {".exe", "0", "/../../secrets/master.key"})
    void what_is_no_address_is_not_found(String ending) {
        assertThat(server.get(path + ending).statusCode()).isEqualTo(404);
    }

    @Test
    void content_that_is_not_there_is_told_so() {
        HttpResponse<byte[]> answer = server.get("/api/v1/blobs/" + "0".repeat(64));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(TestServer.code(answer)).isEqualTo("catalogue.unknown-content");
    }

    @Test
    void nothing_at_all_is_content_too() {
        String empty = "/api/v1/blobs/" + server.keep(new byte[0]);

        assertThat(server.get(empty).statusCode()).isEqualTo(200);
        assertThat(server.send(server.request(empty).header("Range", "bytes=0-").GET())
                        .statusCode())
                .isEqualTo(416);
    }

    private static HttpRequest.Builder with(String header, String value) {
        return server.request(path).header(header, value).GET();
    }
}
