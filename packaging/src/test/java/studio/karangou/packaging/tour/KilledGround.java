package studio.karangou.packaging.tour;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.desktop.engine.Engine;
import studio.karangou.packaging.demo.DemoSeeding;
import studio.karangou.packaging.demo.DemoServer;
import studio.karangou.server.app.AdminClient;

/// Server processes over one database, a line to them, and one device with a project and a film.
final class KilledGround implements AutoCloseable {
    /// They live for seconds: what a JVM does for a long life costs more than it gives.
    static final List<String> SHORT_LIFE = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

    private static final Logger LOG = LoggerFactory.getLogger(KilledGround.class);

    private final Path folder;
    private final Kind kind;
    private final @Nullable EmbeddedPostgres postgres;
    private final List<DemoServer> nodes = new CopyOnWriteArrayList<>();
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

    private KilledGround(Path folder, Kind kind) throws IOException {
        this.folder = folder;
        this.kind = kind;
        postgres = kind.onPostgres ? GroundFloor.postgres() : null;
        line = new CutLine(nodes);
    }

    /// All that runs, with the device let in.
    static KilledGround begin(Path folder, Kind kind) throws IOException {
        KilledGround ground = new KilledGround(folder, kind);
        try {
            ground.startNodes();
            ground.enrol();
            return ground;
        } catch (IOException | RuntimeException e) {
            ground.close();
            throw e;
        }
    }

    private void startNodes() throws IOException {
        for (int number = 0; number < kind.nodes; number++) {
            Path data = folder.resolve("server-" + number);
            if (number > 0) {
                awaitStarted();
                GroundFloor.copySecrets(nodes.getFirst().data(), data);
            }
            nodes.add(new DemoServer(
                    System.getProperty("java.class.path"), data, folder.resolve("server.log"), settings()));
            startWhatWasKilled();
        }
        awaitStarted();
    }

    private void enrol() throws IOException {
        try (AdminClient operator = nodes.getFirst().operator();
                Engine engine = open()) {
            operator.post("/api/v1/operator/projects", GroundFloor.project(project));
            operator.post("/api/v1/operator/films", GroundFloor.film(film, "Harmattan"));
            engine.enrolment()
                    .enrol(
                            line.address(),
                            new DemoSeeding(operator, told -> {}).newCode(),
                            "Ordinateur",
                            DeviceProfile.LIEU);
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("JAVA_TOOL_OPTIONS", String.join(" ", SHORT_LIFE));
        if (postgres != null) {
            settings.putAll(GroundFloor.settings(postgres));
        }
        return settings;
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
            return DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"));
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
        try (postgres;
                line) {
            nodes.forEach(KilledGround::end);
            threads.close(); // which waits for those that were just being started
            nodes.forEach(KilledGround::end);
        }
    }

    private static void end(DemoServer node) {
        try {
            node.kill();
        } catch (IOException e) {
            LOG.error("a server does not end", e); // and must not keep the others from it
        }
    }
}
