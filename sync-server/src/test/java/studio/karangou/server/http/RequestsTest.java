package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.ProjectState;
import studio.karangou.common.protocol.BatchCodec;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.app.TestCatalogue;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// What holds for every request: problems, limits, versions, compression, headers.
class RequestsTest {
    private static final String JSON = "application/json";

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

    @Test
    void an_address_that_does_not_exist_is_a_problem_document() {
        HttpResponse<byte[]> answer = server.get("/api/v1/nothing");

        problem(answer, 404, "http.not-found");
        assertThat(TestServer.json(answer).path("type").asText()).isEqualTo("urn:karangou:problem:http.not-found");
        assertThat(TestServer.json(answer).path("status").asInt()).isEqualTo(404);
        problem(server.get("/api/v1/films/not-a-uuid"), 404, "http.not-found");
        problem(server.get("/api/v1/films/1-1-1-1-1"), 404, "http.not-found");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            '',                    Cette adresse n’existe pas sur ce serveur.
            'fr-TG, en;q=0.5',     Cette adresse n’existe pas sur ce serveur.
            'en-GB',               There is no such address on this server.
            'ee, en;q=0.8, fr;q=0.5', There is no such address on this server.
            'ee',                  Cette adresse n’existe pas sur ce serveur.
            '!!!',                 Cette adresse n’existe pas sur ce serveur.
            """)
    void a_problem_speaks_the_readers_language(String accepted, String title) {
        HttpResponse<byte[]> answer = server.send(
                accepted.isEmpty()
                        ? server.request("/nothing").GET()
                        : server.request("/nothing")
                                .header("Accept-Language", accepted)
                                .GET());

        assertThat(TestServer.json(answer).path("title").asText()).isEqualTo(title);
    }

    @Test
    void another_method_is_told_which_ones_there_are() {
        HttpResponse<byte[]> answer =
                server.send(server.request("/api/v1/films").DELETE());

        problem(answer, 405, "http.method-not-allowed");
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET");
    }

    @ParameterizedTest
    @CsvSource({
        "0, protocol.other-too-old",
        "2, protocol.other-too-new",
        "99, protocol.other-too-new",
        "-1, protocol.other-too-old"
    })
    void a_version_that_is_not_spoken_is_told_which_side_to_update(String version, String code) {
        HttpResponse<byte[]> answer = server.send(device.request("/api/v1/sync/position")
                .setHeader("Karangou-Protocol", version)
                .GET());

        problem(answer, 426, code);
        assertThat(answer.headers().firstValue("Upgrade")).hasValue("Karangou/1");
    }

    @Test
    void a_device_says_which_version_it_speaks() {
        HttpRequest.Builder bare = HttpRequest.newBuilder(URI.create(server.base() + "/api/v1/devices"));
        problem(server.send(bare.POST(BodyPublishers.noBody())), 400, "http.protocol-missing");
        problem(
                server.send(device.request("/api/v1/sync/position")
                        .setHeader("Karangou-Protocol", "one")
                        .GET()),
                400,
                "protocol.malformed");
    }

    @Test
    void who_has_no_token_is_told_so() {
        HttpResponse<byte[]> answer =
                server.send(server.request("/api/v1/sync/position").GET());

        problem(answer, 401, "http.unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        problem(
                server.send(server.request("/api/v1/sync/position")
                        .header("Authorization", "Basic eDp4")
                        .GET()),
                401,
                "http.unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{}", "\"x\"", "{\"name\":null}", "{\"name\":[1]}"})
    void a_body_that_is_not_what_the_address_takes_is_refused(String body) {
        HttpResponse<byte[]> answer = server.send(server.asOperator("/api/v1/operator/venues")
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofString(body)));

        problem(answer, 400, "http.bad-body");
    }

    @Test
    void a_missing_field_deep_inside_is_named() {
        Project draft =
                new TestCatalogue(server).draft(new ProjectId(UUID.randomUUID()), ProjectState.OPEN, Money.xof(5));
        String body = new String(Wire.toJson(draft), StandardCharsets.UTF_8)
                .replace("\"country\":\"TG\"", "\"country\":null");
        HttpResponse<byte[]> answer = server.send(server.asOperator("/api/v1/operator/projects")
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofString(body)));

        problem(answer, 400, "http.bad-body");
        assertThat(TestServer.json(answer).path("arguments").path(0).asText()).isEqualTo("country");
    }

    @Test
    void another_media_type_is_refused() {
        HttpResponse<byte[]> answer = server.send(server.asOperator("/api/v1/operator/venues")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"name\":\"x\"}")));

        problem(answer, 415, "http.wrong-media-type");
    }

    @Test
    void a_compressed_body_is_understood_and_an_unknown_compression_refused() {
        byte[] body = "{\"name\":\"Comprimé\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(server.send(server.asOperator("/api/v1/operator/venues")
                                .header("Content-Type", JSON)
                                .header("Content-Encoding", "zstd")
                                .POST(BodyPublishers.ofByteArray(Zstd.compress(body))))
                        .statusCode())
                .isEqualTo(201);
        problem(
                server.send(server.asOperator("/api/v1/operator/venues")
                        .header("Content-Type", JSON)
                        .header("Content-Encoding", "br")
                        .POST(BodyPublishers.ofByteArray(body))),
                415,
                "http.unknown-encoding");
    }

    @Test
    void a_body_that_is_too_large_is_refused_before_it_is_read() {
        byte[] large = new byte[Limits.BATCH_BYTES + 1];

        problem(device.send(large), 413, "http.body-too-large");
        problem(
                server.send(device.request("/api/v1/sync/batches")
                        .header("Content-Type", BatchCodec.MEDIA_TYPE)
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))),
                413,
                "http.body-too-large");
    }

    @Test
    void a_bomb_does_not_go_off() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZstdOutputStream zstd = new ZstdOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                zstd.write(zeros);
            }
        }
        assertThat(bomb.size()).isLessThan(100_000);

        HttpResponse<byte[]> answer = server.send(server.asOperator("/api/v1/operator/venues")
                .header("Content-Type", JSON)
                .header("Content-Encoding", "zstd")
                .POST(BodyPublishers.ofByteArray(bomb.toByteArray())));

        problem(answer, 413, "http.body-too-large");
    }

    @Test
    void a_batch_that_lies_about_its_length_is_refused() {
        device.record(new ContributionMade(
                new TestCatalogue(server).openProject(),
                null,
                Money.xof(1),
                ContributionMethod.CASH,
                null,
                null,
                null));
        byte[] batch = BatchCodec.encode(device.batchFrom(1));

        for (int cut : List.of(0, 1, 10, batch.length / 2, batch.length - 1)) {
            problem(device.send(Arrays.copyOf(batch, cut)), 400, "protocol.malformed");
        }
        assertThat(device.send(batch).statusCode()).isEqualTo(200);
    }

    @Test
    void an_answer_worth_it_comes_compressed_to_who_accepts_it() throws IOException {
        HttpResponse<byte[]> plain = server.get("/openapi.yaml");
        HttpResponse<byte[]> zstd = server.send(server.request("/openapi.yaml")
                .header("Accept-Encoding", "gzip;q=0, zstd")
                .GET());
        HttpResponse<byte[]> gzip = server.send(server.request("/openapi.yaml")
                .header("Accept-Encoding", "br, gzip")
                .GET());

        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(zstd.headers().firstValue("Content-Encoding")).hasValue("zstd");
        assertThat(Zstd.decompress(zstd.body(), 1 << 20)).isEqualTo(plain.body());
        assertThat(gzip.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(gzip.headers().firstValue("Vary").orElse("")).contains("Accept-Encoding");
    }

    @Test
    void a_request_id_is_echoed_or_made() {
        HttpResponse<byte[]> echoed = server.send(server.request("/nothing")
                .header("X-Request-Id", "projecteur-42")
                .GET());
        HttpResponse<byte[]> made = server.send(
                server.request("/nothing").header("X-Request-Id", "<script>").GET());

        assertThat(echoed.headers().firstValue("X-Request-Id")).hasValue("projecteur-42");
        assertThat(TestServer.json(echoed).path("requestId").asText()).isEqualTo("projecteur-42");
        assertThat(made.headers().firstValue("X-Request-Id").orElse("")).matches("[0-9a-f-]{36}");
    }

    @Test
    void every_answer_says_that_it_is_not_to_be_rendered_or_kept() {
        for (String path : List.of("/api/v1/films", "/nothing", "/health/live")) {
            HttpResponse<byte[]> answer = server.get(path);
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'");
        }
    }

    @Test
    void what_is_not_even_http_gets_a_problem_too() throws IOException {
        assertThat(raw("GET /api/v1/films HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json")
                .contains("nosniff")
                .contains("http.bad-request");
        assertThat(raw("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("http.bad-request");
        assertThat(raw("GARBAGE and more of the same kind of thing\r\n\r\n"))
                .as("hung up on")
                .isEmpty();
    }

    @Test
    void figures_are_told_by_route_and_never_by_address() {
        server.get("/api/v1/projects/00000000-0000-0000-0000-000000000000");

        String figures = new String(server.get("/metrics").body(), StandardCharsets.UTF_8);

        assertThat(figures)
                .contains("karangou_http_requests_seconds_count")
                .contains("route=\"/api/v1/projects/{project}\"")
                .contains("hikaricp_connections")
                .contains("jvm_memory_used_bytes")
                .doesNotContain("00000000-0000");
    }

    @Test
    void who_offers_http_2_without_tls_is_answered_in_http_1_1() throws Exception {
        byte[] body = new byte[Limits.BATCH_BYTES];
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            HttpResponse<byte[]> first =
                    client.send(server.request("/openapi.yaml").GET().build(), HttpResponse.BodyHandlers.ofByteArray());
            HttpResponse<byte[]> large = client.send(
                    device.request("/api/v1/sync/batches")
                            .header("Content-Type", BatchCodec.MEDIA_TYPE)
                            .POST(BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());

            assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(first.body()).isEqualTo(server.get("/openapi.yaml").body());
            assertThat(large.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            problem(large, 400, "protocol.malformed");
        }
    }

    @Test
    void health_says_up() {
        for (String path : List.of("/health/live", "/health/ready")) {
            HttpResponse<byte[]> answer = server.get(path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(TestServer.json(answer).path("status").asText()).isEqualTo("UP");
        }
    }

    private static String raw(String request) throws IOException {
        URI base = URI.create(server.base());
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return reader.lines().collect(Collectors.joining("\n"));
        }
    }

    private static void problem(HttpResponse<byte[]> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(TestServer.code(answer)).isEqualTo(code);
        assertThat(TestServer.json(answer).path("title").asText()).isNotBlank();
    }
}
