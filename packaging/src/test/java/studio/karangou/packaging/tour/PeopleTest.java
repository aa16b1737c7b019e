package studio.karangou.packaging.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.CodeSent;
import studio.karangou.common.protocol.PeopleApi.Proof;
import studio.karangou.common.protocol.PeopleApi.RegistrationRequest;
import studio.karangou.common.protocol.PeopleApi.RoleHeld;
import studio.karangou.desktop.engine.Engine;
import studio.karangou.desktop.engine.EngineSettings;
import studio.karangou.desktop.engine.people.DeviceAccount;
import studio.karangou.desktop.engine.people.DevicePeople;
import studio.karangou.desktop.engine.people.PeopleOfServer;
import studio.karangou.desktop.feature.people.Admission;
import studio.karangou.desktop.feature.people.Credentials;
import studio.karangou.desktop.feature.people.PeopleFailure;
import studio.karangou.desktop.feature.people.SignedIn;
import studio.karangou.packaging.demo.DemoSeeding;
import studio.karangou.packaging.demo.DemoServer;
import studio.karangou.packaging.demo.Patience;
import studio.karangou.server.app.AdminClient;

/// People at a venue and at a kiosk, with the real server and the real client.
class PeopleTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final LanguageTag FRENCH = new LanguageTag("fr");
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    static Path folder;

    private static DemoServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new DemoServer(CLASS_PATH, folder.resolve("server"), folder.resolve("server.log"));
        server.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    /// A device of a venue, in this process.
    private record Venue(Engine engine, DevicePeople people, DeviceAccount account) implements AutoCloseable {
        static Venue open(Path data, boolean remembers) {
            Engine engine = Engine.open(data, Clock.systemUTC(), EngineSettings.USUAL);
            DevicePeople people = engine.people(remembers, address -> false, () -> "");
            return new Venue(engine, people, engine.account(people));
        }

        PeopleOfServer others() {
            return new PeopleOfServer(people);
        }

        Venue enrol() throws IOException {
            engine.enrolment().enrol(server.address(), newCode(), "Ordinateur du lieu", DeviceProfile.LIEU);
            return this;
        }

        void awaitOnline(boolean online) throws IOException {
            assertThat(Patience.await(SOON, () -> {
                        engine.sync().syncNow();
                        return online == isOnline();
                    }))
                    .as("online: " + online)
                    .isTrue();
        }

        private boolean isOnline() {
            return engine.sync().status().connection()
                    instanceof studio.karangou.desktop.feature.sync.SyncStatus.Connection.Online;
        }

        SignedIn register(String name, Credentials credentials) throws IOException {
            CodeSent sent = people.register(
                    new RegistrationRequest(name, FRENCH, credentials.email(), null, credentials.password()));
            String code = code(credentials.email());
            return in(people.confirmRegistration(sent.request(), code, Optional.of(credentials)));
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    private static String newCode() throws IOException {
        try (AdminClient operator = server.operator()) {
            return new DemoSeeding(operator, line -> {}).newCode();
        }
    }

    /// The code of the last letter to somebody.
    private static String code(String to) throws IOException {
        return code(server, to);
    }

    /// The code of the last letter to somebody.
    static String code(DemoServer server, String to) throws IOException {
        String[] found = {""};
        try (AdminClient operator = server.operator()) {
            boolean there = Patience.await(SOON, () -> {
                for (JsonNode letter : operator.get("/api/v1/operator/letters").path("letters")) {
                    Matcher code = Pattern.compile("\\b[0-9]{4}[ \\u00a0\\u202f][0-9]{4}\\b")
                            .matcher(letter.path("text").asText());
                    if (letter.path("to").asText().equalsIgnoreCase(to) && found[0].isEmpty() && code.find()) {
                        found[0] = code.group();
                    }
                }
                return !found[0].isEmpty();
            });
            assertThat(there).as("a letter to " + to).isTrue();
        }
        return found[0];
    }

    private static SignedIn in(Admission admission) {
        return ((Admission.Admitted) admission).who();
    }

    private static void refused(Runnable work, Class<? extends PeopleFailure> why) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isInstanceOf(why));
    }

    @Test
    void a_host_who_signed_in_once_works_on_while_the_server_is_gone() throws IOException {
        Credentials afi = new Credentials("afi@exemple.tg", "baobab lagune tambour soixante");
        Path data = folder.resolve("venue");
        try (Venue venue = Venue.open(data, true).enrol()) {
            refused(
                    () -> venue.people()
                            .register(new RegistrationRequest("Afi", FRENCH, afi.email(), null, "azertyuiop")),
                    PeopleFailure.PasswordGuessable.class);
            assertThat(venue.register("Afi Mensah", afi).offlineUntil())
                    .isAfter(Clock.systemUTC().instant());
            assertThat(venue.account().requestRole(Role.DIRECTOR).roles())
                    .contains(new RoleHeld(Role.DIRECTOR, RoleState.REQUESTED));
            assertThat(venue.account().sessions()).hasSize(1);
            venue.people().signOut(false);
            server.kill();
            venue.awaitOnline(false);
        }
        try (Venue venue = Venue.open(data, true)) {
            assertThat(venue.people().current()).as("who signed out stays out").isEmpty();
            refused(
                    () -> venue.people().signIn(new Credentials(afi.email(), "faux mot de passe")),
                    PeopleFailure.SignInRefused.class);
            SignedIn host = in(venue.people().signIn(afi));
            assertThat(host.withoutNetwork()).isTrue();
            assertThat(host.account().name()).isEqualTo("Afi Mensah");
            venue.engine().journal().record(new MessagePosted(new FilmId(new UUID(1, 1)), "Afi", "Bonsoir"));
            assertThat(venue.engine()
                            .sync()
                            .pending(1000)
                            .getFirst()
                            .operation()
                            .actor())
                    .isEqualTo(host.account().id());
            server.start();
            venue.awaitOnline(true);
            assertThat(Patience.await(SOON, () -> venue.people().current().isEmpty()))
                    .as("the password is asked for again")
                    .isTrue();
            assertThat(in(venue.people().signIn(afi)).withoutNetwork()).isFalse();
            assertThat(venue.account().read().email()).isEqualTo(afi.email());
        }
        try (Venue venue = Venue.open(data, true)) {
            assertThat(venue.people().current())
                    .as("who did not sign out is still in")
                    .isPresent();
            Path archive = folder.resolve("donnees.zip");
            venue.account().export(archive, Proof.byPassword(afi.password()));
            assertThat(archive).isNotEmptyFile();
            venue.account().erase(Proof.byPassword(afi.password()));
            assertThat(venue.people().current()).isEmpty();
            refused(() -> venue.people().signIn(afi), PeopleFailure.SignInRefused.class);
        }
    }

    @Test
    void an_administrator_shows_a_second_factor_and_decides_about_roles() throws Exception {
        Credentials yao = new Credentials("yao@exemple.tg", "caravane mangue horloge bleu");
        Credentials ama = new Credentials("ama@exemple.tg", "sable rivière guitare quinze");
        try (Venue venue = Venue.open(folder.resolve("office"), true).enrol()) {
            venue.register("Ama Dogbé", ama);
            venue.account().requestRole(Role.VENUE_HOST);
            venue.people().signOut(false);
            venue.register("Yao Amegan", yao);
            try (AdminClient operator = server.operator()) {
                operator.post("/api/v1/operator/administrators", Map.of("address", yao.email()));
            }
            // believed for ten seconds by the server's cache, emptied by the change of role
            assertThat(venue.account().read().secondFactorMissing()).isTrue();
            refused(() -> venue.others().requests(), PeopleFailure.NotPermitted.class);
            String secret = venue.account()
                    .beginSecondFactor(Proof.byPassword(yao.password()))
                    .secret();
            List<String> recovery =
                    venue.account().confirmSecondFactor(totp(secret)).codes();
            assertThat(recovery).hasSize(10);
            assertThat(venue.others().requests()).extracting("name").contains("Ama Dogbé");
            venue.people().signOut(false);
            Admission asked = venue.people().signIn(yao);
            String token = ((Admission.SecondFactorAsked) asked).token();
            venue.people().secondFactor(token, recovery.getFirst(), Optional.of(yao));
            Account found = venue.others().find(ama.email());
            assertThat(found.email()).isEqualTo(ama.email());
            assertThat(found.since()).isNotNull();
            venue.others().decide(found.id(), Role.VENUE_HOST, RoleState.VERIFIED);
            venue.others().take(found.id(), Role.VENUE_HOST);
            assertThat(venue.others().read(found.id()).roles())
                    .extracting("role")
                    .doesNotContain(Role.VENUE_HOST);
            venue.others().decide(found.id(), Role.VENUE_HOST, RoleState.VERIFIED);
            venue.people().signOut(false);
            assertThat(in(venue.people().signIn(ama)).account().roles())
                    .contains(new RoleHeld(Role.VENUE_HOST, RoleState.VERIFIED));
            String code = venue.account().handOut("+22890112233").code();
            venue.people().signOut(false);
            CodeSent sent =
                    venue.people().register(new RegistrationRequest("Kossi", FRENCH, null, "+22890112233", null));
            SignedIn kossi = in(venue.people().confirmRegistration(sent.request(), code, Optional.empty()));
            assertThat(kossi.account().phone()).isEqualTo("+22890112233");
        }
    }

    /// RFC 6238 with SHA-1, 30 seconds, six digits.
    private static String totp(String base32) throws GeneralSecurityException {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        StringBuilder bits = new StringBuilder();
        base32.chars()
                .forEach(c -> bits.append(String.format("%5s", Integer.toBinaryString(alphabet.indexOf(c)))
                        .replace(' ', '0')));
        byte[] key = new byte[bits.length() / 8];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(key, "HmacSHA1"));
        long step = Clock.systemUTC().instant().getEpochSecond() / 30;
        byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
        int value = ByteBuffer.wrap(hash, hash[hash.length - 1] & 15, 4).getInt() & 0x7fffffff;
        return String.format("%06d", value % 1_000_000);
    }

    @Test
    void pulling_the_plug_of_a_kiosk_leaves_nothing_of_its_visitor() throws IOException {
        Credentials essi = new Credentials("essi.visiteuse@exemple.tg", "pirogue étoile marché douze");
        Path data = folder.resolve("kiosk");
        Path log = folder.resolve("kiosk.log");
        try (Venue venue = Venue.open(folder.resolve("home"), true).enrol()) {
            venue.register("Essi Visiteuse", essi);
        }
        try (RecordingLine line = new RecordingLine(server.address());
                ClientDriver kiosk = ClientDriver.headless(
                        CLASS_PATH,
                        List.of(
                                "--profile",
                                "borne",
                                "--data",
                                data.toString(),
                                "--server",
                                line.address().toString(),
                                "--language",
                                "fr",
                                "--window",
                                "1440x900"),
                        "1440x900",
                        log)) {
            kiosk.awaitWindow();
            kiosk.type("#enrolment-code", newCode());
            kiosk.type("#enrolment-name", "Borne");
            kiosk.click("#enrol");
            kiosk.awaitGone("#enrolment-code");
            kiosk.click("#kiosk-sign-in");
            kiosk.type("#sign-in-email", essi.email());
            kiosk.type("#sign-in-password", essi.password());
            kiosk.click("#sign-in");
            kiosk.awaitShown("#kiosk-person");
            assertThat(kiosk.text("#kiosk-person")).isEqualTo("Essi Visiteuse");
            kiosk.process().kill();
            assertThat(line.secrets()).as("what must not be found was seen").hasSizeGreaterThanOrEqualTo(2);
            List<String> traces = Stream.concat(
                            Stream.of(essi.email(), essi.password(), "Essi Visiteuse"), line.secrets().stream())
                    .toList();
            assertNothingOf(traces, data, log);
        }
        try (Venue later = Venue.open(data, true)) {
            assertThat(later.people().current()).isEmpty();
            assertThat(data.resolve("person.sealed")).doesNotExist();
        }
    }

    /// The database is encrypted, so that it is not kept there either is for whoever opens the folder next to see.
    private static void assertNothingOf(List<String> traces, Path... places) throws IOException {
        for (Path place : places) {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                    for (String trace : traces) {
                        String written =
                                new String(trace.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
                        assertThat(bytes.contains(written))
                                .as(trace + " in " + file)
                                .isFalse();
                    }
                }
            }
        }
    }
}
