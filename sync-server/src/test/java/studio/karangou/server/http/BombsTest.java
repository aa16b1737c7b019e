package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.protocol.Limits;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// Small things that want to become large, sent to the real server.
@Timeout(60)
class BombsTest {
    @TempDir
    private static Path data;

    private static TestServer server;
    private static TestDevice device;

    @BeforeAll
    static void start() {
        server = TestServer.start(DatabaseKind.H2, data);
        device = TestDevice.enrolled(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"name\":", "[[{\"a\":"})
    void json_without_end_is_refused(String again) {
        HttpResponse<byte[]> answer =
                venue(again.repeat(250_000 / again.length()).getBytes(StandardCharsets.UTF_8), null);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestServer.code(answer)).isEqualTo("http.bad-body");
    }

    @Test
    void a_number_of_a_hundred_thousand_digits_is_refused() {
        assertThat(venue(("{\"name\":" + "9".repeat(100_000) + "}").getBytes(StandardCharsets.UTF_8), null)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_gzip_bomb_does_not_go_off() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 300; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }

        HttpResponse<byte[]> answer = venue(bomb.toByteArray(), "gzip");
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(TestServer.code(answer)).isEqualTo("http.body-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void what_is_not_compressed_as_it_says_is_refused(String coding) {
        assertThat(venue("{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_8), coding)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void cbor_without_end_is_refused() {
        for (int opening : new int[] {0x9F, 0x81, 0xBF, 0xA1, 0xC1, 0x5F, 0x7F}) {
            byte[] nested = new byte[Limits.BATCH_BYTES / 2];
            Arrays.fill(nested, (byte) opening);
            refused(nested);
        }
    }

    @Test
    void cbor_that_claims_more_than_there_is_is_refused_before_anything_is_made_for_it() {
        for (int head : new int[] {0x5B, 0x7B, 0x9B, 0xBB}) {
            for (long claimed : new long[] {-1, Long.MAX_VALUE, 1L << 40, Integer.MAX_VALUE}) {
                refused(ByteBuffer.allocate(12)
                        .put((byte) 0x89)
                        .put((byte) head)
                        .putLong(claimed)
                        .array());
            }
        }
    }

    @Test
    void a_batch_whose_content_grows_beyond_what_it_says_is_refused() {
        byte[] bomb = Zstd.compress(new byte[300 << 20], 3);
        assertThat(bomb.length).isLessThan(100_000);

        refused(batch(bomb, 1_000));
        refused(batch(bomb, Limits.BATCH_CONTENT_BYTES));
        refused(batch(bomb, Integer.MAX_VALUE));
    }

    /// A batch that is right in every part but its content.
    private static byte[] batch(byte[] content, int claimed) {
        ByteBuffer batch = ByteBuffer.allocate(content.length + 300);
        batch.put((byte) 0x89).put((byte) 1);
        bytes(
                batch,
                ByteBuffer.allocate(16)
                        .putLong(device.id().value().getMostSignificantBits())
                        .putLong(device.id().value().getLeastSignificantBits())
                        .array());
        batch.put((byte) 1).put((byte) 1);
        bytes(batch, new byte[32]);
        bytes(batch, new byte[32]);
        bytes(batch, new byte[64]);
        batch.put((byte) 0x1A).putInt(claimed);
        bytes(batch, content);
        return Arrays.copyOf(batch.array(), batch.position());
    }

    private static void bytes(ByteBuffer into, byte[] bytes) {
        into.put((byte) 0x5A).putInt(bytes.length).put(bytes);
    }

    private static void refused(byte[] batch) {
        server.clock().advance(Duration.ofSeconds(1));
        HttpResponse<byte[]> answer = device.send(batch);
        assertThat(answer.statusCode()).isIn(400, 413);
        assertThat(TestServer.code(answer)).startsWith("protocol.");
    }

    private static HttpResponse<byte[]> venue(byte[] body, String coding) {
        var request = server.asOperator("/api/v1/operator/venues").header("Content-Type", "application/json");
        if (coding != null) {
            request.header("Content-Encoding", coding);
        }
        return server.send(request.POST(BodyPublishers.ofByteArray(body)));
    }
}
