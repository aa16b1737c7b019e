package studio.karangou.server.app;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.common.protocol.PushReceipt.Quarantined;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.db.DatabaseSettings;
import studio.karangou.server.storage.FolderStore;

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
    void nothing_of_an_operation_that_postgresql_refuses_reaches_the_log() throws SQLException {
        DatabaseSettings.PostgreSql database = (DatabaseSettings.PostgreSql) DatabaseKind.POSTGRESQL.fresh(data);
        try (ServerProcess server = ServerProcess.start(data, database)) {
            FilmId film = new TestCatalogue(server).film("Lagune");
            TestDevice device = TestDevice.enrolled(server);
            try (Connection connection =
                            DriverManager.getConnection(database.url(), database.user(), database.password());
                    Statement statement = connection.createStatement()) {
                statement.execute("alter table message add constraint message_is_short check (length(body) < 9)");
            }
            device.record(new MessagePosted(film, "Ama", "Court"));
            device.record(new MessagePosted(film, "Afi AGBEKO", "Rendez-vous au 90 12 34 56"));

            PushReceipt receipt = device.push(device.batchFrom(1));

            assertThat(receipt.quarantined()).extracting(Quarantined::reason).containsExactly("sync.not-storable");
            assertThat(server.log())
                    .contains("SQLSTATE 23514", "message_is_short")
                    .doesNotContain("AGBEKO", "90 12 34 56", "Court");
        }
    }

    @Test
    void an_answer_that_the_other_side_cuts_gets_one_line_of_its_own() throws IOException {
        ContentAddress film = new FolderStore(data.resolve("objects"), new UUID(0, 1)).put(new byte[64 << 20]);
        try (ServerProcess server = ServerProcess.start(data, DatabaseKind.H2.fresh(data))) {
            URI base = URI.create(server.base());
            try (Socket socket = new Socket(base.getHost(), base.getPort())) {
                socket.getOutputStream()
                        .write(("GET /api/v1/blobs/" + film.hex() + " HTTP/1.1\r\nHost: x\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().readNBytes(100)).hasSize(100);
            }
            while (accessLines(server, "/api/v1/blobs/{name}").isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(server.get("/api/v1/films").statusCode()).isEqualTo(200);
            server.terminate();
            server.awaitExit();

            assertThat(accessLines(server, "/api/v1/blobs/{name}"))
                    .singleElement(as(InstanceOfAssertFactories.STRING))
                    .contains("\"outcome\":\"cut\"", "\"status\":200");
            assertThat(accessLines(server, "/api/v1/films"))
                    .singleElement(as(InstanceOfAssertFactories.STRING))
                    .contains("\"outcome\":\"answered\"");
            assertThat(server.log().lines().filter(line -> line.contains("\"level\":\"ERROR\"")))
                    .as("a line that was cut is no trouble of the server")
                    .isEmpty();
        }
    }

    @Test
    void plain_http_for_others_than_this_machine_is_refused_unless_a_proxy_stands_before() {
        List<String> open = List.of("--data", data.toString(), "--port", "0", "--host", "0.0.0.0");
        try (ServerProcess server = ServerProcess.attempt(data, Map.of(), open.toArray(String[]::new))) {
            assertThat(server.awaitExit()).isEqualTo(ServerMain.BAD_CONFIGURATION);
            assertThat(server.log()).contains("[config.plain-http]", "0.0.0.0");
        }
        Map<String, String> behind = Map.of("KARANGOU_HTTP_BEHIND_PROXY", "true");
        Path other = folder.resolve("other");
        try (ServerProcess server =
                ServerProcess.attempt(other, behind, "--data", other.toString(), "--port", "0", "--host", "0.0.0.0")) {
            server.awaitReady();
            assertThat(server.log()).doesNotContain("config.plain-http");
        }
    }

    private static List<String> accessLines(ServerProcess server, String route) {
        return server.log()
                .lines()
                .filter(line -> line.contains("\"route\":\"" + route + "\""))
                .toList();
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
            assertThat(second.log().lines().filter(line -> line.contains("io.helidon")))
                    .as("the web server’s own words stand in the log as all others do")
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("{"));
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
            while (!gauge(server).contains("karangou_http_in_flight 1.0")) {
                Thread.onSpinWait();
            }
            server.terminate();
            while (server.get("/health/ready").statusCode() == 200) {
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
