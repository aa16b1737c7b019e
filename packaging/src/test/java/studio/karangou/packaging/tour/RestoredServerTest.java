package studio.karangou.packaging.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.engine.Engine;
import studio.karangou.desktop.engine.EngineSettings;
import studio.karangou.packaging.demo.ChildProcess;
import studio.karangou.packaging.demo.DemoSeeding;
import studio.karangou.packaging.demo.DemoServer;
import studio.karangou.packaging.demo.Patience;
import studio.karangou.server.app.AdminClient;

/// A server that is put back from its backup, and the real client that knew more than the backup does.
class RestoredServerTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Set<String> COPIED_BESIDE = Set.of("secrets", "objects");

    @TempDir
    private Path folder;

    private Path log;
    private DemoServer server;

    @BeforeEach
    void start() throws IOException {
        log = folder.resolve("server.log");
        server = new DemoServer(System.getProperty("java.class.path"), folder.resolve("server"), log);
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void nothing_that_the_server_says_afterwards_is_skipped() throws IOException, InterruptedException {
        try (Engine engine = Engine.open(folder.resolve("device"), Clock.systemUTC(), EngineSettings.USUAL)) {
            engine.enrolment().enrol(server.address(), newCode(), "Ordinateur", DeviceProfile.LIEU);
            announce("Avant");
            Path backup = folder.resolve("karangou.backup");
            onData("--backup", backup);
            announce("Perdu");
            await(engine, () -> engine.library().films().size() == 2);

            server.stop();
            loseAllBut(COPIED_BESIDE);
            onData("--restore", backup);
            server.start();
            // the feed is past the place where the device was, before the device asks
            announce("Le premier d’après");
            announce("Le deuxième d’après");

            await(
                    engine,
                    () -> engine.library().films().stream()
                            .map(film -> film.film().title())
                            .toList()
                            .containsAll(List.of("Le premier d’après", "Le deuxième d’après")));
        }
    }

    private void announce(String title) throws IOException {
        try (AdminClient operator = server.operator()) {
            operator.post("/api/v1/operator/films", GroundFloor.film(new FilmId(UUID.randomUUID()), title));
        }
    }

    private String newCode() throws IOException {
        try (AdminClient operator = server.operator()) {
            return new DemoSeeding(operator, line -> {}).newCode();
        }
    }

    private void onData(String command, Path file) throws IOException, InterruptedException {
        try (ChildProcess process = ChildProcess.start(
                System.getProperty("java.class.path"),
                "studio.karangou.server.app.ServerMain",
                List.of(),
                List.of("--data", server.data().toString(), command, file.toString()),
                log,
                Map.of())) {
            assertThat(process.process().waitFor()).as("see %s", log).isZero();
        }
    }

    private void loseAllBut(Set<String> kept) throws IOException {
        try (Stream<Path> there = Files.list(server.data())) {
            for (Path one : there.toList()) {
                if (!kept.contains(one.getFileName().toString())) {
                    remove(one);
                }
            }
        }
    }

    private static void remove(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    private static void await(Engine engine, BooleanSupplier condition) throws IOException {
        assertThat(Patience.await(SOON, () -> {
                    engine.sync().syncNow();
                    return condition.getAsBoolean();
                }))
                .as("%s", engine.sync().status())
                .isTrue();
    }
}
