package studio.karangou.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.db.DatabaseSettings;

/// The command: its one line, its signals, its exit codes.
class ServerMainTest {
    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void makeFolder() {
        data = folder.resolve("data");
    }

    @Test
    void says_where_it_answers_and_stops_gracefully() throws IOException {
        try (ServerProcess server = ServerProcess.start(data, DatabaseKind.H2.fresh(data))) {
            assertThat(server.base()).matches("http://127\\.0\\.0\\.1:\\d+");
            assertThat(Files.readString(data.resolve("server.port")).strip())
                    .isEqualTo(Integer.toString(URI.create(server.base()).getPort()));
            String answer = requestDuring(server);

            assertThat(answer).as("the request under way was answered").startsWith("HTTP/1.1 201");
            assertThat(server.awaitExit()).isEqualTo(143);
            assertThat(data.resolve("server.port")).doesNotExist();
            assertThat(server.log().lines().filter(line -> !line.startsWith("{")))
                    .as("every line is JSON")
                    .isEmpty();
            assertThat(server.log())
                    .contains("\"route\":\"/api/v1/operator/venues\"")
                    .contains("\"message\":\"stopped\"");
        }
    }

    @Test
    void neither_tokens_nor_names_reach_the_log() {
        try (ServerProcess server = ServerProcess.start(data, DatabaseKind.H2.fresh(data))) {
            TestDevice device = TestDevice.enrolled(server);
            server.get("/api/v1/playbacks/" + device.id() + "/" + device.id() + "/master.m3u8?token=GEHEIM");
            server.send(server.request("/api/v1/sync/position")
                    .header("Authorization", "Bearer GEHEIM")
                    .GET());
            server.terminate();
            server.awaitExit();

            assertThat(server.log())
                    .contains("\"code\":\"playback.token-wrong\"", "\"code\":\"device.session-invalid\"")
                    .doesNotContain("GEHEIM", device.token(), "Projecteur", "Agoè");
        }
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void a_second_server_on_the_same_data_is_told_so_and_harms_nothing(DatabaseKind kind) {
        DatabaseSettings database = kind.fresh(data);
        try (ServerProcess first = ServerProcess.start(data, database)) {
            try (ServerProcess second = ServerProcess.attempt(
                    folder.resolve("second"),
                    ServerProcess.environment(database),
                    "--data",
                    data.toString(),
                    "--port",
                    "0")) {
                assertThat(second.awaitExit()).isEqualTo(5);
                assertThat(second.log()).contains("[config.data-in-use]", data.toString());
            }
            assertThat(first.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(data.resolve("server.port")).exists();

            first.kill();
            first.startAgain();
            assertThat(first.get("/health/ready").statusCode())
                    .as("the dead hold nothing")
                    .isEqualTo(200);
        }
    }

    @Test
    void a_port_that_is_taken_is_told_so() {
        try (ServerProcess first = ServerProcess.start(data, DatabaseKind.H2.fresh(data));
                ServerProcess second = ServerProcess.attempt(
                        folder.resolve("second"),
                        Map.of(),
                        "--data",
                        folder.resolve("second").toString(),
                        "--port",
                        Integer.toString(URI.create(first.base()).getPort()))) {
            assertThat(second.awaitExit()).isEqualTo(2);
            assertThat(second.log()).contains("[config.port-taken]");
        }
    }

    @Test
    void a_broken_database_file_is_told_so_and_left_as_it_is() throws IOException {
        Files.createDirectories(data);
        Path file = data.resolve("karangou.mv.db");
        Files.writeString(file, "not a database");

        try (ServerProcess server = ServerProcess.attempt(data, Map.of(), "--data", data.toString(), "--port", "0")) {
            assertThat(server.awaitExit()).isEqualTo(3);
            assertThat(server.log()).contains("[database.broken-file]").contains("It was not changed");
        }
        assertThat(Files.readString(file)).isEqualTo("not a database");
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files).containsExactlyInAnyOrder(file, data.resolve("server.lock"));
        }
    }

    @Test
    void a_wrong_argument_is_told_so() {
        try (ServerProcess server = ServerProcess.attempt(data, Map.of(), "--date", data.toString())) {
            assertThat(server.awaitExit()).isEqualTo(2);
            assertThat(server.log()).contains("[config.bad-argument]").contains("--date");
        }
        assertThat(data).doesNotExist();
    }

    /// Sends half a request, tells the server to stop, waits until it lets nobody in, sends the other half.
    private static String requestDuring(ServerProcess server) throws IOException {
        URI base = URI.create(server.base());
        String token = Files.readString(server.operatorToken()).strip();
        String body = "{\"name\":\"À la dernière minute\"}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("POST /api/v1/operator/venues HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                    + "Authorization: Bearer " + token + "\r\nContent-Length: " + bytes.length
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes, 0, 10);
            socket.getOutputStream().flush();
            while (!gauge(server).contains("karangou_http_in_flight 2.0")) {
                Thread.onSpinWait(); // the half request and the one that asks
            }
            server.terminate();
            while (server.get("/health/live").statusCode() == 200) {
                Thread.onSpinWait();
            }
            socket.getOutputStream().write(bytes, 10, bytes.length - 10);
            socket.getOutputStream().flush();
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    private static String gauge(ServerProcess server) {
        return new String(server.get("/metrics").body(), StandardCharsets.UTF_8);
    }
}
