package studio.karangou.packaging.tour;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.FundingMode;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.ProjectState;
import studio.karangou.desktop.engine.Engine;
import studio.karangou.packaging.demo.DemoSeeding;
import studio.karangou.packaging.demo.DemoServer;
import studio.karangou.server.app.AdminClient;

/// Server processes over one database, a line to them, and one device with a project and a film.
final class KilledGround implements AutoCloseable {
    /// They live for seconds: what a JVM does for a long life costs more than it gives.
    static final List<String> SHORT_LIFE = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

    private final Path folder;
    private final @Nullable String postgres;
    private final List<DemoServer> nodes = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<DemoServer>> starting = new ArrayList<>();
    private final CutLine line;
    private final ProjectId project = new ProjectId(UUID.randomUUID());
    private final FilmId film = new FilmId(UUID.randomUUID());

    /// Where the server keeps what it knows, and how many processes of it there are.
    enum Kind {
        H2(1, false),
        POSTGRES(1, true),
        TWO_NODES_ON_POSTGRES(2, true);

        private final int nodes;
        private final boolean onPostgres;

        Kind(int nodes, boolean onPostgres) {
            this.nodes = nodes;
            this.onPostgres = onPostgres;
        }
    }

    /// @param server on which a database is made for a kind that needs one
    KilledGround(Path folder, Kind kind, EmbeddedPostgres server) throws IOException, SQLException {
        this.folder = folder;
        postgres = kind.onPostgres ? database(server, kind.name().toLowerCase(Locale.ROOT)) : null;
        Map<String, String> settings = settings();
        for (int number = 0; number < kind.nodes; number++) {
            Path data = folder.resolve("server-" + number);
            if (number > 0) {
                awaitStarted();
                copySecrets(nodes.getFirst().data(), data);
            }
            nodes.add(new DemoServer(
                    System.getProperty("java.class.path"), data, folder.resolve("server.log"), settings));
            startWhatWasKilled();
        }
        awaitStarted();
        line = new CutLine(nodes.stream().map(DemoServer::address).toArray(URI[]::new));
        try (AdminClient operator = nodes.getFirst().operator();
                Engine engine = open()) {
            operator.post("/api/v1/operator/projects", project(project));
            operator.post("/api/v1/operator/films", film(film));
            engine.enrolment()
                    .enrol(
                            line.address(),
                            new DemoSeeding(operator, told -> {}).newCode(),
                            "Ordinateur",
                            DeviceProfile.LIEU);
        }
    }

    private static String database(EmbeddedPostgres server, String name) throws SQLException {
        String database = "karangou_" + name;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
        return server.getJdbcUrl("postgres", database);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("JAVA_TOOL_OPTIONS", String.join(" ", SHORT_LIFE));
        if (postgres != null) {
            settings.put("KARANGOU_DATABASE_URL", postgres);
            settings.put("KARANGOU_DATABASE_USER", "postgres");
            settings.put("KARANGOU_DATABASE_PASSWORD", "postgres");
        }
        return settings;
    }

    private static void copySecrets(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolve("secrets"));
        try (var files = Files.list(from.resolve("secrets"))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve("secrets").resolve(file.getFileName()));
            }
        }
    }

    /// As the operator enters one.
    static Project project(ProjectId id) {
        return new Project(
                id,
                "Le Fleuve",
                "Une fillette remonte le Mono.",
                "Adjoa Mensah",
                new CountryCode("TG"),
                ProjectState.OPEN,
                FundingMode.FLEXIBLE,
                Money.xof(1_000_000_000),
                Money.xof(0),
                0,
                null,
                null);
    }

    /// As the operator enters one.
    static Map<String, Object> film(FilmId film) {
        Map<String, Object> entry = new HashMap<>();
        entry.put("id", film.toString());
        entry.put("title", "Harmattan");
        entry.put("synopsis", "Une histoire.");
        entry.put("director", "Ama Mensah");
        entry.put("year", 2024);
        entry.put("genre", "FICTION");
        entry.put("countries", List.of("TG"));
        entry.put("spoken", List.of("fr"));
        entry.put("project", null);
        return entry;
    }

    List<DemoServer> nodes() {
        return nodes;
    }

    CutLine line() {
        return line;
    }

    ProjectId projectId() {
        return project;
    }

    FilmId filmId() {
        return film;
    }

    Path deviceFolder() {
        return folder.resolve("device");
    }

    Path log() {
        return folder.resolve("device.log");
    }

    /// The device's engine, in this process.
    Engine open() {
        return open(deviceFolder());
    }

    static Engine open(Path data) {
        return Engine.open(data, Clock.systemUTC(), KilledDeviceMain.SETTINGS);
    }

    void kill() throws IOException {
        awaitStarted();
        for (DemoServer node : nodes) {
            node.kill();
        }
    }

    /// Begins to start the nodes that do not run.
    void startWhatWasKilled() throws IOException {
        awaitStarted();
        for (DemoServer node : nodes) {
            if (!node.isRunning()) {
                starting.add(threads.submit(() -> {
                    node.start();
                    return node;
                }));
            }
        }
    }

    void awaitStarted() throws IOException {
        try {
            for (Future<DemoServer> one : starting) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("a node does not start", e);
        } finally {
            starting.clear();
        }
    }

    /// The server's tables, for SQL. Those in a file are of a server that is killed for it, and read in a copy: what
    /// reading mends is not mended for the server.
    Connection tables() throws IOException, SQLException {
        if (postgres != null) {
            return DriverManager.getConnection(postgres);
        }
        kill();
        Path copy = Files.createTempDirectory(folder, "tables").resolve("karangou.mv.db");
        Files.copy(nodes.getFirst().data().resolve("karangou.mv.db"), copy);
        String name = copy.toString().replace(".mv.db", "");
        Connection tables = DriverManager.getConnection(
                "jdbc:h2:file:" + name + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                "karangou",
                "");
        assertThat(tables.isValid(1)).isTrue();
        return tables;
    }

    @Override
    public void close() throws IOException {
        line.close();
        kill();
        threads.close();
    }
}
