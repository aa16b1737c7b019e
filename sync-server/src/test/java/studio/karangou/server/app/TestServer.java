package studio.karangou.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.bridge.SLF4JBridgeHandler;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.protocol.ProtocolVersion;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.db.DatabaseSettings;
import studio.karangou.server.feature.ingest.FilmPublisher;
import studio.karangou.server.http.Route;

/// The real server, on a free port, with a database of its own.
public final class TestServer implements AutoCloseable {
    static {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private final TestClock clock = new TestClock();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path data;
    private final DatabaseSettings database;
    private ServerWiring server;

    private TestServer(Path data, DatabaseSettings database) {
        this.data = data;
        this.database = database;
        server = ServerWiring.start(config(), clock);
    }

    public static TestServer start(DatabaseKind kind, Path data) {
        return new TestServer(data, kind.fresh(data));
    }

    /// Stops the server and starts it again on the same data.
    public void restart() {
        server.close();
        server = ServerWiring.start(config(), clock);
    }

    public TestClock clock() {
        return clock;
    }

    public List<Route> routes() {
        return server.table().routes();
    }

    public String base() {
        return "http://127.0.0.1:" + server.port();
    }

    /// Puts bytes where ingest puts them.
    public ContentAddress keep(byte[] content) {
        return server.objects().put(content);
    }

    /// Puts a film on the shelf as ingest does.
    public void publish(FilmPublisher.PreparedFilm film) {
        server.publisher().publish(film);
    }

    /// A view past the server, into its tables.
    public Jdbi tables() {
        return Jdbi.create(() -> switch (database) {
            case DatabaseSettings.H2 h2 ->
                connect(
                        "jdbc:h2:file:" + h2.file()
                                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                                + ";WRITE_DELAY=0;LOCK_TIMEOUT=15000;DB_CLOSE_ON_EXIT=FALSE",
                        "karangou",
                        "");
            case DatabaseSettings.PostgreSql postgres -> connect(postgres.url(), postgres.user(), postgres.password());
        });
    }

    public long count(String table) {
        return tables().withHandle(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Long.class)
                .one());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base() + path))
                .timeout(Duration.ofSeconds(60))
                .header(ProtocolVersion.HEADER, Integer.toString(ProtocolVersion.CURRENT));
    }

    public HttpRequest.Builder asOperator(String path) {
        try {
            String token = Files.readString(data.resolve("operator.token")).strip();
            return request(path).header("Authorization", "Bearer " + token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<byte[]> get(String path) {
        return send(request(path).GET());
    }

    /// A JSON body for a request.
    public static BodyPublisher json(Object value) {
        return BodyPublishers.ofByteArray(Wire.toJson(value));
    }

    public static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return Objects.requireNonNull(Wire.json().readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The code of the problem that was answered.
    public static String code(HttpResponse<byte[]> response) {
        return json(response).path("code").asText();
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }

    private ServerConfig config() {
        return new ServerConfig(
                data,
                "127.0.0.1",
                0,
                data.resolve("secrets"),
                data.resolve("objects"),
                database,
                null,
                Duration.ofDays(30),
                Duration.ofHours(12),
                1L << 30,
                1000,
                null);
    }

    private static Connection connect(String url, String user, String password) {
        try {
            return DriverManager.getConnection(url, user, password);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
