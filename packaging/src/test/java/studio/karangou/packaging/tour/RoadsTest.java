package studio.karangou.packaging.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.Road;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.desktop.engine.Engine;
import studio.karangou.desktop.engine.EngineSettings;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.http.TimeLimits;
import studio.karangou.desktop.feature.sync.DriveRoad.Carried;
import studio.karangou.desktop.feature.sync.DriveRoad.Exported;
import studio.karangou.desktop.feature.sync.DriveRoad.Progress;
import studio.karangou.desktop.feature.sync.DriveRoad.Taken;
import studio.karangou.desktop.feature.sync.PendingOperation;
import studio.karangou.desktop.feature.sync.SyncStatus.Connection;
import studio.karangou.packaging.demo.DemoSeeding;
import studio.karangou.packaging.demo.DemoServer;
import studio.karangou.packaging.demo.Patience;
import studio.karangou.server.app.AdminClient;

/// Devices without a route to the real server: what they record counts once, by whichever roads it comes.
class RoadsTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final EngineSettings SETTINGS = new EngineSettings(
            "1.0.0",
            5_000_000_000L,
            Duration.ofSeconds(1),
            new TimeLimits(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(5), 500),
            720,
            Disk.REAL);

    @TempDir
    static Path folder;

    private static DemoServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new DemoServer(
                System.getProperty("java.class.path"), folder.resolve("server"), folder.resolve("server.log"));
        server.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void three_devices_on_one_stick_count_once_with_what_comes_by_https() throws IOException {
        Path stick = Files.createDirectories(folder.resolve("stick"));
        ProjectId project = project();
        try (CutLine line = new CutLine(List.of(server));
                Engine one = enrolled("one", line);
                Engine two = enrolled("two", line);
                Engine three = enrolled("three", line);
                Engine carrier = enrolled("carrier", null)) {
            List<Engine> away = List.of(one, two, three);
            line.cut();
            for (Engine engine : away) {
                await(engine, Connection.Offline.class);
                engine.journal().record(cash(project, 1_000));
                engine.journal().record(cash(project, 500));
            }
            three.journal().record(new MessagePosted(new FilmId(UUID.randomUUID()), "Afi", "D’un film inconnu."));
            for (Engine engine : away) {
                Exported exported = engine.driveRoad().export(stick, Progress.NONE);
                assertThat(exported.operations()).isEqualTo(engine == three ? 3 : 2);
                assertThat(engine.sync().pending(1000))
                        .extracting(PendingOperation::handed)
                        .allMatch(handed -> handed != null && handed.road() == Road.DRIVE);
            }
            assertThatThrownBy(() -> one.driveRoad().take(stick, Progress.NONE)).hasMessage("road.nothing-for-us");
            await(carrier, Connection.Online.class);

            assertThat(carrier.driveRoad().carry(stick, Progress.NONE)).isEqualTo(new Carried(3, 0));
            assertThat(carrier.driveRoad().carry(stick, Progress.NONE)).isEqualTo(new Carried(0, 0));
            Path copy = copyOf(stick);

            Taken ofThree = three.driveRoad().take(stick, Progress.NONE);
            assertThat(ofThree.acknowledged()).isEqualTo(3);
            assertThat(ofThree.setAside()).isEqualTo(1);
            for (Engine engine : List.of(one, two)) {
                Taken taken = engine.driveRoad().take(stick, Progress.NONE);
                assertThat(taken.acknowledged()).isEqualTo(2);
                assertThat(taken.refusal()).isNull();
                assertThat(engine.sync().status().pending()).isZero();
                assertThat(engine.projects().project(project)).isPresent();
            }
            try (Stream<Path> left = Files.list(stick.resolve("karangou"))) {
                assertThat(left.map(file -> file.getFileName().toString())).containsExactly("serveur.cle");
            }
            // the same once more, from a copy of the stick; then by HTTPS
            Taken again = one.driveRoad().take(copy, Progress.NONE);
            assertThat(again.acknowledged()).isZero();
            line.mend();
            for (Engine engine : away) {
                engine.journal().record(cash(project, 100));
                await(engine, Connection.Online.class);
                assertThat(Patience.await(SOON, () -> engine.sync().status().pending() == 0))
                        .isTrue();
            }
            assertThat(collected(project)).isEqualTo(3 * 1_600);
        }
    }

    @Test
    void a_damaged_stick_takes_nothing_and_the_generation_before_holds() throws IOException {
        Path stick = Files.createDirectories(folder.resolve("damaged"));
        ProjectId project = project();
        try (CutLine line = new CutLine(List.of(server));
                Engine away = enrolled("away", line);
                Engine carrier = enrolled("carrier2", null)) {
            line.cut();
            await(away, Connection.Offline.class);
            away.journal().record(cash(project, 1_000));
            away.driveRoad().export(stick, Progress.NONE);
            away.journal().record(cash(project, 2_000));
            Path second = stick.resolve("karangou")
                    .resolve(away.driveRoad().export(stick, Progress.NONE).file());
            byte[] bytes = Files.readAllBytes(second);
            bytes[bytes.length / 2] ^= 1;
            Files.write(second, bytes);
            await(carrier, Connection.Online.class);

            assertThat(carrier.driveRoad().carry(stick, Progress.NONE)).isEqualTo(new Carried(1, 0));
            assertThat(away.driveRoad().take(stick, Progress.NONE).acknowledged())
                    .isEqualTo(1);

            Path third = stick.resolve("karangou")
                    .resolve(away.driveRoad().export(stick, Progress.NONE).file());
            assertThat(carrier.driveRoad().carry(stick, Progress.NONE).answered())
                    .isEqualTo(1);
            Path answer = third.resolveSibling(third.getFileName().toString().replace("aller", "retour"));
            byte[] whole = Files.readAllBytes(answer);
            for (int at = 20; at < whole.length; at += whole.length / 40) {
                byte[] changed = whole.clone();
                changed[at] ^= 4;
                Files.write(answer, changed);
                assertThatThrownBy(() -> away.driveRoad().take(stick, Progress.NONE))
                        .isInstanceOf(FailureException.class);
                assertThat(away.sync().status().pending()).isEqualTo(1);
            }
            Files.write(answer, whole);
            assertThat(away.driveRoad().take(stick, Progress.NONE).acknowledged())
                    .isEqualTo(1);
            assertThat(collected(project)).isEqualTo(3_000);
        }
    }

    @Test
    void a_kiosk_without_a_route_is_served_by_its_venues_relay_which_can_forge_nothing() throws IOException {
        ProjectId project = project();
        try (CutLine line = new CutLine(List.of(server));
                Engine relay = enrolled("relay", null);
                Engine kiosk = enrolled("kiosk", line)) {
            relay.neighbours().relay(true);
            line.cut();
            await(kiosk, Connection.Offline.class);
            kiosk.journal().record(cash(project, 1_000));
            kiosk.driveRoad().export(Files.createDirectories(folder.resolve("also")), Progress.NONE);
            ProjectId later = project();
            assertThatThrownBy(() -> kiosk.neighbours().use("ftp://x/y")).hasMessage("neighbour.bad-address");
            String address = "127.0.0.1:" + relay.neighbours().state().port();
            await(relay, Connection.Online.class);

            try (FlippingLine liar = new FlippingLine(address)) {
                kiosk.neighbours().use(liar.address());
                assertThat(Patience.await(SOON, () -> liar.changed() > 2)).isTrue();
                assertThat(kiosk.projects().project(later)).isEmpty();
                assertThat(kiosk.sync().status().pending()).isEqualTo(1);
                assertThat(collected(project)).isZero();
            }
            kiosk.neighbours().use(address);
            assertThat(Patience.await(SOON, () -> kiosk.sync().status().pending() == 0))
                    .as("%s, %s", kiosk.neighbours().state(), relay.neighbours().state())
                    .isTrue();
            assertThat(Patience.await(
                            SOON, () -> kiosk.projects().project(later).isPresent()))
                    .isTrue();
            assertThat(kiosk.neighbours().state().neighbour()).isEqualTo(address);
            // the same by the stick that was written before, and by HTTPS
            relay.driveRoad().carry(folder.resolve("also"), Progress.NONE);
            line.mend();
            kiosk.journal().record(cash(project, 500));
            await(kiosk, Connection.Online.class);
            assertThat(Patience.await(SOON, () -> collected(project) == 1_500)).isTrue();
        }
    }

    @Test
    void a_relay_without_a_route_serves_its_catalogue_and_keeps_what_it_takes() throws IOException {
        ProjectId project = project();
        try (CutLine line = new CutLine(List.of(server));
                CutLine relays = new CutLine(List.of(server));
                Engine kiosk = enrolled("kiosk2", line)) {
            ProjectId later;
            try (Engine relay = enrolled("relay2", relays)) {
                line.cut();
                later = project();
                relay.neighbours().relay(true);
                String address = "127.0.0.1:" + relay.neighbours().state().port();
                await(relay, Connection.Online.class);
                assertThat(Patience.await(
                                SOON, () -> Files.exists(folder.resolve("relay2/relay/catalogue/000000.page"))))
                        .isTrue();
                relays.cut();
                await(relay, Connection.Offline.class);
                await(kiosk, Connection.Offline.class);
                kiosk.journal().record(cash(project, 2_000));
                kiosk.neighbours().use(address);

                assertThat(Patience.await(
                                SOON, () -> kiosk.projects().project(later).isPresent()))
                        .isTrue();
                assertThat(Patience.await(SOON, () -> relay.neighbours().state().held() > 0))
                        .isTrue();
                assertThat(kiosk.sync().status().pending()).isEqualTo(1);
            }
            // the venue's computer is started again, on a day with a network
            relays.mend();
            try (Engine relay = Engine.open(folder.resolve("relay2"), Clock.systemUTC(), SETTINGS)) {
                assertThat(relay.neighbours().state().relays()).isTrue();
                kiosk.neighbours().use("127.0.0.1:" + relay.neighbours().state().port());
                assertThat(Patience.await(SOON, () -> kiosk.sync().status().pending() == 0))
                        .isTrue();
                assertThat(collected(project)).isEqualTo(2_000);
            }
        }
    }

    private static Engine enrolled(String name, CutLine line) throws IOException {
        Engine engine = Engine.open(folder.resolve(name), Clock.systemUTC(), SETTINGS);
        engine.enrolment().enrol(line == null ? server.address() : line.address(), newCode(), name, DeviceProfile.LIEU);
        await(engine, Connection.Online.class);
        // the day there is no network, it must know the server's key
        assertThat(Patience.await(SOON, () -> knowsTheKey(engine))).isTrue();
        return engine;
    }

    private static boolean knowsTheKey(Engine engine) {
        return engine.settings().get("roads.server-seal").isPresent();
    }

    private static String newCode() throws IOException {
        try (AdminClient operator = server.operator()) {
            return new DemoSeeding(operator, line -> {}).newCode();
        }
    }

    private static ProjectId project() throws IOException {
        ProjectId id = new ProjectId(UUID.randomUUID());
        try (AdminClient operator = server.operator()) {
            operator.post("/api/v1/operator/projects", GroundFloor.project(id));
        }
        return id;
    }

    private static long collected(ProjectId project) throws IOException {
        try (AdminClient operator = server.operator()) {
            return operator.get("/api/v1/projects/" + project)
                    .path("collected")
                    .path("units")
                    .asLong();
        }
    }

    private static ContributionMade cash(ProjectId project, long francs) {
        return new ContributionMade(project, null, Money.xof(francs), ContributionMethod.CASH, null, null, null);
    }

    private static Path copyOf(Path stick) throws IOException {
        Path copy = Files.createDirectories(folder.resolve("copy").resolve("karangou"));
        try (Stream<Path> files = Files.list(stick.resolve("karangou"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy.resolveSibling("");
    }

    private static void await(Engine engine, Class<? extends Connection> connection) throws IOException {
        assertThat(Patience.await(SOON, () -> {
                    engine.sync().syncNow();
                    return connection.isInstance(engine.sync().status().connection());
                }))
                .as("%s", engine.sync().status())
                .isTrue();
    }
}
