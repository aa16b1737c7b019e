package studio.karangou.packaging.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.FileCode;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.PeopleApi.CodeSent;
import studio.karangou.common.protocol.PeopleApi.Proof;
import studio.karangou.common.protocol.PeopleApi.RegistrationRequest;
import studio.karangou.common.protocol.RoleApi.PersonSearch;
import studio.karangou.common.protocol.RoleApi.RoleDecision;
import studio.karangou.common.protocol.VenueApi.VenueDraft;
import studio.karangou.desktop.engine.Engine;
import studio.karangou.desktop.engine.EngineSettings;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.people.DevicePeople;
import studio.karangou.desktop.engine.people.HostRequests;
import studio.karangou.desktop.engine.people.HostVenues;
import studio.karangou.desktop.feature.enrolment.DriveEnrolment.OpenRequest;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;
import studio.karangou.desktop.feature.health.RequestDesk.FoundRequest;
import studio.karangou.desktop.feature.people.Credentials;
import studio.karangou.desktop.feature.people.DoorFailure;
import studio.karangou.desktop.feature.sync.SyncStatus.Connection;
import studio.karangou.packaging.demo.DemoSeeding;
import studio.karangou.packaging.demo.DemoServer;
import studio.karangou.packaging.demo.Patience;
import studio.karangou.server.app.AdminClient;

/// Copied, lost and forgetting devices, with the real server and the real client.
class DevicesTest {
    private static final Duration SOON = Duration.ofSeconds(40);

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
    void a_copied_disk_is_stopped_and_enrolled_again_it_brings_what_it_kept() throws IOException {
        Path first = folder.resolve("first");
        Path copy = folder.resolve("copy");
        DeviceId id;
        try (Engine engine = enrolled(first)) {
            await(engine, () -> engine.sync().status().connection() instanceof Connection.Online);
            id = current(engine);
        }
        copy(first, copy);
        try (Engine engine = open(first)) {
            await(engine, () -> engine.sync().status().connection() instanceof Connection.Online);
        }
        try (Engine engine = open(copy)) {
            await(engine, () -> engine.sync().status().connection() instanceof Connection.Refused);
            assertThat(reason(engine)).isIn("device.copied", "device.restored");
            engine.journal().record(new MessagePosted(new FilmId(UUID.randomUUID()), "Afi", "Gardé sur la copie."));
            assertThat(engine.sync().status().pending()).isEqualTo(1);

            engine.enrolment().enrol(server.address(), newCode(), "Deuxième ordinateur", DeviceProfile.LIEU);

            await(
                    engine,
                    () -> engine.sync().status().connection() instanceof Connection.Online
                            && engine.sync().status().pending() == 0);
            assertThat(current(engine)).isNotEqualTo(id);
        }
        try (Engine engine = open(first)) {
            await(engine, () -> engine.sync().status().connection() instanceof Connection.Online);
            assertThat(current(engine)).isEqualTo(id);
        }
        try (Engine engine = open(copy)) {
            await(engine, () -> engine.sync().status().connection() instanceof Connection.Online);
        }
    }

    @Test
    void what_is_sent_once_more_by_the_device_itself_leaves_it_a_device_that_goes_on() throws IOException {
        Path data = folder.resolve("again");
        DeviceId id;
        try (Engine engine = enrolled(data)) {
            id = current(engine);
            engine.journal().record(new MessagePosted(new FilmId(UUID.randomUUID()), "Afi", "Une fois."));
            engine.journal().record(new MessagePosted(new FilmId(UUID.randomUUID()), "Afi", "Deux fois."));
            await(
                    engine,
                    () -> engine.sync().status().connection() instanceof Connection.Online
                            && engine.sync().status().pending() == 0);
        }

        assertThat(Resending.sendAgain(data, server.address(), id)).isEqualTo(3);

        try (Engine engine = open(data)) {
            await(engine, () -> engine.sync().status().connection() instanceof Connection.Online);
        }
    }

    @Test
    void a_lost_device_that_was_revoked_says_so_at_its_next_contact() throws IOException {
        Path data = folder.resolve("lost");
        try (Engine engine = enrolled(data);
                AdminClient operator = server.operator()) {
            operator.delete("/api/v1/operator/devices/" + current(engine));
        }
        try (Engine engine = open(data)) {
            await(engine, () -> engine.sync().status().connection() instanceof Connection.Refused);
            assertThat(reason(engine)).isEqualTo("device.revoked");
        }
    }

    @Test
    void a_device_without_a_network_is_enrolled_by_a_drive_that_its_host_carries() throws IOException {
        Credentials adjoa = new Credentials("adjoa@exemple.tg", "pirogue savane tonnerre douze");
        Path drive = Files.createDirectories(folder.resolve("clé"));
        try (Engine hosts = enrolled(folder.resolve("hosts"));
                Engine kiosk = open(folder.resolve("kiosk"));
                AdminClient operator = server.operator()) {
            DevicePeople people = hosts.people(true, address -> false, () -> "");
            CodeSent sent = people.register(
                    new RegistrationRequest("Adjoa", new LanguageTag("fr"), adjoa.email(), null, adjoa.password()));
            people.confirmRegistration(sent.request(), PeopleTest.code(server, adjoa.email()), Optional.of(adjoa));
            String id = operator.post("/api/v1/people/searches", new PersonSearch(adjoa.email()))
                    .path("id")
                    .asText();
            operator.put("/api/v1/people/" + id + "/roles/VENUE_HOST", new RoleDecision(RoleState.VERIFIED));
            VenueId venue = new HostVenues(people)
                    .register(new VenueDraft("Maison des jeunes", "Kara", new CountryCode("TG"), 80))
                    .id();

            OpenRequest asked = kiosk.driveEnrolment().request(drive, "Borne du hall", DeviceProfile.BORNE);
            HostRequests desk = new HostRequests(people, Disk.REAL);
            FoundRequest found = desk.requests(drive).getFirst();
            assertThat(found.deviceName()).isEqualTo("Borne du hall");
            assertThatThrownBy(() -> desk.answer(venue, found, new FileCode("0000000000")))
                    .hasMessage("enrolment-file.wrong-code");
            Path first = desk.answer(venue, found, FileCode.parse(asked.code()).orElseThrow());
            assertThat(desk.answer(venue, found, FileCode.parse(asked.code()).orElseThrow()))
                    .isEqualTo(first);

            EnrolledDevice device = kiosk.driveEnrolment().look(drive).orElseThrow();

            assertThat(device.venueName()).isEqualTo("Maison des jeunes");
            assertThat(device.server()).isEqualTo(server.address());
            await(kiosk, () -> kiosk.sync().status().connection() instanceof Connection.Online);
            assertThat(new HostVenues(people).devices(venue))
                    .singleElement()
                    .satisfies(shown -> assertThat(shown.id()).isEqualTo(device.id()));
        }
    }

    @Test
    void who_is_erased_elsewhere_is_forgotten_by_the_device_at_its_next_sync() throws IOException {
        Credentials kofi = new Credentials("kofi@exemple.tg", "baobab lagune tambour soixante");
        try (Engine here = enrolled(folder.resolve("here"));
                Engine elsewhere = enrolled(folder.resolve("elsewhere"))) {
            DevicePeople people = here.people(true, address -> false, () -> "");
            CodeSent sent = people.register(
                    new RegistrationRequest("Kofi", new LanguageTag("fr"), kofi.email(), null, kofi.password()));
            people.confirmRegistration(sent.request(), PeopleTest.code(server, kofi.email()), Optional.of(kofi));
            people.signOut(false);
            DevicePeople there = elsewhere.people(true, address -> false, () -> "");
            there.signIn(kofi);
            elsewhere.account(there).erase(Proof.byPassword(kofi.password()));

            Instant erased = here.time().instant();
            await(
                    here,
                    () -> Optional.ofNullable(here.sync().status().lastSync())
                            .filter(erased::isBefore)
                            .isPresent());
            server.kill();
            await(here, () -> here.sync().status().connection() instanceof Connection.Offline);

            assertThatThrownBy(() -> people.signIn(kofi))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure()).isInstanceOf(DoorFailure.NotKnownHere.class));
        } finally {
            server.start();
        }
    }

    private static Engine open(Path data) {
        return Engine.open(data, Clock.systemUTC(), EngineSettings.USUAL);
    }

    private static Engine enrolled(Path data) throws IOException {
        Engine engine = open(data);
        engine.enrolment().enrol(server.address(), newCode(), "Ordinateur", DeviceProfile.LIEU);
        return engine;
    }

    private static String newCode() throws IOException {
        try (AdminClient operator = server.operator()) {
            return new DemoSeeding(operator, line -> {}).newCode();
        }
    }

    private static DeviceId current(Engine engine) {
        return engine.enrolment().current().orElseThrow().id();
    }

    private static String reason(Engine engine) {
        Connection.Refused refused = (Connection.Refused) engine.sync().status().connection();
        List<Object> arguments = refused.failure().arguments();
        return String.valueOf(arguments.getLast());
    }

    private static void await(Engine engine, BooleanSupplier condition) throws IOException {
        assertThat(Patience.await(SOON, () -> {
                    engine.sync().syncNow();
                    return condition.getAsBoolean();
                }))
                .as("%s", engine.sync().status())
                .isTrue();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }
}
