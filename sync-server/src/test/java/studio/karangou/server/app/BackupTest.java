package studio.karangou.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.model.Sentences;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.PeopleApi.Erasure;
import studio.karangou.common.protocol.PeopleApi.NewPassword;
import studio.karangou.common.protocol.PeopleApi.PasswordChange;
import studio.karangou.common.protocol.PeopleApi.RecoveryRequest;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.backup.BackupFile;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.db.DatabaseSettings;

/// A server whose machine is lost, and another one made of its backup.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class BackupTest {
    private static final int CHANGES = 60;
    private static final String OTHER_PASSWORD = "pirogue lagune calebasse neuf";
    private static final String SEAL = "backup.seal";

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Path data;
    private Path file;
    private TestServer server;
    private TestDevice device;
    private ProjectId project;

    @BeforeEach
    void start() {
        data = folder.resolve("server");
        file = folder.resolve("karangou.backup");
        server = TestServer.start(kind, data);
        device = TestDevice.enrolled(server);
        TestCatalogue catalogue = new TestCatalogue(server);
        project = catalogue.openProject();
        catalogue.preparedFilm("Le Fleuve", 2);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void is_made_while_the_server_runs_and_brings_everything_back_and_devices_send_the_rest() throws Exception {
        TestPerson person = TestPerson.registered(server, "afi@exemple.tg");
        contribute(3);
        device.push(device.batchFrom(1));
        backUp();
        contribute(2);
        device.push(device.batchFrom(4));
        assertThat(server.count("contribution")).isEqualTo(5);

        loseTheMachine();
        restore();
        assertThat(said()).doesNotContain("[");
        server.startAgain();

        assertThat(server.count("contribution")).isEqualTo(3);
        assertThat(person.isSignedIn())
                .as("nobody knows which sessions were ended since")
                .isFalse();
        person.signIn();
        assertThat(person.isSignedIn()).isTrue();
        device.openSession();
        long position = TestServer.json(
                        server.send(device.request("/api/v1/sync/position").GET()))
                .path("acknowledged")
                .asLong();
        assertThat(position).isEqualTo(3);
        device.push(device.batchFrom(4));
        assertThat(server.count("contribution")).isEqualTo(5);
        assertThat(server.get("/api/v1/films").statusCode()).isEqualTo(200);
    }

    @Test
    void brings_back_neither_who_was_erased_nor_a_device_that_was_shut_out() throws Exception {
        TestPerson person = TestPerson.registered(server, "afi@exemple.tg");
        TestDevice lost = TestDevice.enrolled(server);
        backUp();
        person.send("/api/v1/me/erasure", new Erasure(TestPerson.PASSWORD));
        server.send(server.asOperator("/api/v1/operator/devices/" + lost.id()).DELETE());

        loseTheMachine();
        restore();
        server.startAgain();

        assertThat(person.signInWith(TestPerson.PASSWORD).statusCode()).isEqualTo(401);
        assertThat(server.count("person where erased_at is null")).isZero();
        assertThat(server.count("person_contact")).isZero();
        assertThat(TestServer.code(lost.answerChallenge(lost.challenge()))).isEqualTo("device.revoked");
        assertThat(TestServer.json(server.send(server.asOperator("/api/v1/audit/entries?action=person.erased")
                                .GET()))
                        .at("/entries/0/detail")
                        .asText())
                .isEqualTo("restored");
        device.openSession();
    }

    @Test
    void brings_back_neither_a_password_that_was_changed_nor_a_role_that_was_taken() throws Exception {
        TestPerson afi = TestPerson.registered(server, "afi@exemple.tg");
        TestPerson yao = TestPerson.with(server, "yao@exemple.tg", Role.DIRECTOR, Role.PRODUCER);
        backUp();
        afi.send("/api/v1/me/password", new PasswordChange(TestPerson.PASSWORD, OTHER_PASSWORD));
        take(yao, Role.DIRECTOR);
        take(yao, Role.PRODUCER);
        server.clock().advance(Duration.ofMinutes(1));
        assertThat(yao.given(Role.PRODUCER, RoleState.VERIFIED).statusCode()).isEqualTo(204);
        loseTheMachine();
        restore();
        server.startAgain();

        assertThat(afi.signInWith(TestPerson.PASSWORD).statusCode()).isEqualTo(401);
        assertThat(TestPerson.letter(server, afi.email(), 0).path("subject").asText())
                .isEqualTo("Choisissez un nouveau mot de passe Karangou");
        yao.signIn();
        assertThat(verified(yao)).containsExactly("SPECTATOR", "PRODUCER");

        server.clock().advance(Duration.ofMinutes(1));
        assertThat(yao.given(Role.DIRECTOR, RoleState.VERIFIED).statusCode()).isEqualTo(204);
        recover(afi);
        server.restart();

        assertThat(afi.signInWith(OTHER_PASSWORD).statusCode())
                .as("what is noted does not come over them again")
                .isEqualTo(201);
        yao.signIn();
        assertThat(verified(yao)).containsExactly("SPECTATOR", "DIRECTOR", "PRODUCER");
        assertThat(server.count("audit_entry where action = 'person.recovery-forced'"))
                .isEqualTo(1);
    }

    @Test
    void brings_back_no_role_that_was_taken_in_the_moment_of_a_crash() throws Exception {
        TestPerson yao = TestPerson.with(server, "yao@exemple.tg", Role.DIRECTOR, Role.PRODUCER);
        backUp();
        Path noted = data.resolve("secrets").resolve("gone.ids");
        byte[] before = Files.readAllBytes(noted);
        take(yao, Role.DIRECTOR);
        Files.write(noted, before);
        server.restart();
        loseTheMachine();
        restore();
        server.startAgain();

        yao.signIn();
        assertThat(verified(yao)).containsExactly("SPECTATOR", "PRODUCER");
    }

    @Test
    void brings_back_neither_a_message_that_was_removed_nor_a_film_that_was_withdrawn() throws Exception {
        TestCatalogue catalogue = new TestCatalogue(server);
        FilmId withdrawn = catalogue.film("Retiré");
        FilmId back = catalogue.film("Revenu");
        OperationId kept = device.record(new MessagePosted(back, "Afi", "Gardé"));
        OperationId before = device.record(new MessagePosted(back, "Afi", "Avant"));
        device.push(device.batchFrom(1));
        backUp();
        OperationId after = device.record(new MessagePosted(back, "Afi", "Après"));
        device.push(device.batchFrom(3));
        delete("messages/" + before);
        delete("messages/" + after);
        delete("films/" + withdrawn);
        delete("films/" + back);
        server.clock().advance(Duration.ofMinutes(1));
        catalogue.announce(catalogue.film(back, "Revenu"));

        loseTheMachine();
        restore();
        server.startAgain();
        device.openSession();
        device.push(device.batchFrom(3));

        assertThat(server.get("/api/v1/films/" + withdrawn).statusCode()).isEqualTo(404);
        assertThat(server.get("/api/v1/films/" + back).statusCode()).isEqualTo(200);
        assertThat(device.pullAll())
                .contains(
                        new Change.FilmWithdrawn(withdrawn),
                        new Change.MessageRemoved(before, back),
                        new Change.MessageRemoved(after, back));
        assertThat(server.tables()
                        .<List<UUID>, RuntimeException>withHandle(handle -> handle.select("select id from message")
                                .mapTo(UUID.class)
                                .list()))
                .containsExactly(kept.value());
        assertThat(server.count("operation")).as("journals stay").isEqualTo(3);
    }

    @Test
    void brings_back_nothing_that_was_taken_away_in_the_moment_of_a_crash() throws Exception {
        TestCatalogue catalogue = new TestCatalogue(server);
        FilmId withdrawn = catalogue.film("Retiré");
        OperationId message = device.record(new MessagePosted(withdrawn, "Afi", "Avant"));
        device.push(device.batchFrom(1));
        backUp();
        Path noted = data.resolve("secrets").resolve("gone.ids");
        delete("messages/" + message);
        delete("films/" + withdrawn);
        Files.delete(noted);
        server.restart();
        loseTheMachine();
        restore();
        server.startAgain();

        assertThat(server.get("/api/v1/films/" + withdrawn).statusCode()).isEqualTo(404);
        assertThat(server.count("message")).isZero();
        catalogue.announce(catalogue.film(withdrawn, "Revenu"));
        Files.delete(noted);
        server.restart();
        assertThat(server.get("/api/v1/films/" + withdrawn).statusCode())
                .as("what is noted does not come over it again")
                .isEqualTo(200);
    }

    private void delete(String what) {
        assertThat(server.send(server.asOperator("/api/v1/operator/" + what).DELETE())
                        .statusCode())
                .isEqualTo(204);
    }

    private void take(TestPerson person, Role role) {
        assertThat(server.send(server.asOperator("/api/v1/people/" + person.id() + "/roles/" + role)
                                .DELETE())
                        .statusCode())
                .isEqualTo(204);
    }

    private void recover(TestPerson person) {
        HttpResponse<byte[]> sent = TestPerson.post(
                server, "/api/v1/people/recoveries", new RecoveryRequest(person.email(), new LanguageTag("fr")));
        String code = TestPerson.codeIn(TestPerson.letter(server, person.email(), 1));
        assertThat(TestPerson.post(
                                server,
                                "/api/v1/people/recoveries/" + TestPerson.requestOf(sent) + "/passwords",
                                new NewPassword(code, OTHER_PASSWORD))
                        .statusCode())
                .isEqualTo(204);
    }

    private static List<String> verified(TestPerson person) {
        List<String> roles = new ArrayList<>();
        TestServer.json(person.get("/api/v1/me")).path("roles").forEach(held -> {
            if (held.path("state").asText().equals("VERIFIED")) {
                roles.add(held.path("role").asText());
            }
        });
        return roles;
    }

    @Test
    void what_is_in_it_is_opened_before_it_is_believed_and_is_for_its_owner_alone() throws Exception {
        backUp();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Path whole = folder.resolve("whole");
        Files.copy(file, whole);
        loseTheMachine();

        change(whole, "signingKey", "0".repeat(64));
        assertThat(failure("--restore", file)).isEqualTo("backup.other-server");
        change(whole, "schema", "0007");
        assertThat(failure("--restore", file)).isEqualTo("backup.changed");
        change(whole, this::otherDatabase);
        assertThat(failure("--restore", file, "--unverified")).isEqualTo("backup.changed");

        change(whole, parts -> {
            otherDatabase(parts);
            parts.remove(SEAL);
        });
        assertThat(failure("--restore", file)).isEqualTo("backup.unverifiable");
        assertThat(failure("--restore", file, "--unverified")).isEqualTo("backup.not-whole");
        assertThat(data).isDirectoryNotContaining(path -> path.toString().contains("mv.db"));

        Files.copy(whole, file, StandardCopyOption.REPLACE_EXISTING);
        restore();
        assertThat(said()).doesNotContain("rien ne prouve");
        server.startAgain();
    }

    @Test
    void without_the_keys_nothing_vouches_for_it_and_the_operator_must_say_that_they_know() throws Exception {
        backUp();
        loseTheMachine();
        Path kept = folder.resolve("kept");
        Files.move(data.resolve("secrets"), kept);

        assertThat(failure("--restore", file)).isEqualTo("backup.unverifiable");
        assertThat(failure("--backup", folder.resolve("other"), "--unverified")).isEqualTo("config.bad-argument");
        assertThat(run("--restore", file, "--unverified")).isTrue();

        assertThat(said()).contains("rien ne prouve", data.resolve("secrets").toString());
        Files.move(kept, data.resolve("secrets"));
        server.startAgain();
        assertThat(server.count("film")).isEqualTo(1);
    }

    private void otherDatabase(Map<String, byte[]> parts) {
        switch (kind) {
            case H2 -> put(parts, "database/h2.zip", zipOf("karangou.mv.db", "no database"));
            case POSTGRESQL -> put(parts, "database/tables/film", new byte[0]);
        }
    }

    private static byte[] zipOf(String name, String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Another word in what a backup says of itself.
    private void change(Path whole, String field, String value) throws IOException {
        change(whole, parts -> {
            ObjectNode contents = (ObjectNode) read(parts.get("backup.json"));
            parts.put("backup.json", Wire.toJson(contents.put(field, value)));
        });
    }

    /// Another part, whose size and hash are right.
    private static void put(Map<String, byte[]> parts, String part, byte[] content) {
        parts.put(part, content);
        JsonNode contents = read(parts.get("backup.json"));
        for (JsonNode one : contents.path("parts")) {
            if (one.path("name").asText().equals(part)) {
                ((ObjectNode) one)
                        .put("bytes", content.length)
                        .put("sha256", ContentAddress.of(content).toString());
            }
        }
        parts.put("backup.json", Wire.toJson(contents));
    }

    private static JsonNode read(byte[] json) {
        try {
            return Wire.json().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void change(Path whole, Consumer<Map<String, byte[]>> change) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(whole))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        change.accept(parts);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
    }

    @Test
    void skips_no_change_for_a_device_that_comes_back_after_the_feed_has_grown_again() throws Exception {
        TestCatalogue catalogue = new TestCatalogue(server);
        backUp();
        catalogue.film("Perdu avec la machine");
        String cursor = device.pull(ChangePage.START).cursor();
        loseTheMachine();
        restore();
        server.startAgain();
        TestCatalogue after = new TestCatalogue(server);
        FilmId first = after.film("Le premier d’après");
        FilmId second = after.film("Le deuxième d’après");

        device.openSession();
        HttpResponse<byte[]> answer = server.send(
                device.request("/api/v1/sync/changes?after=" + cursor).GET());
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(device.pullAll().stream()
                        .filter(Change.FilmChanged.class::isInstance)
                        .map(change -> ((Change.FilmChanged) change).film().id()))
                .contains(first, second)
                .hasSize(3);
        String now = device.pull(ChangePage.START).cursor();
        server.restart();
        device.openSession();
        assertThat(device.pull(now).changes()).isEmpty();
    }

    @Test
    void is_made_of_a_server_that_does_not_run() throws Exception {
        server.stop();
        backUp();
        loseTheMachine();
        restore();
        server.startAgain();

        assertThat(server.count("film")).isEqualTo(1);
    }

    @Test
    void holds_no_secret_and_says_what_is_to_be_copied_beside_it() throws Exception {
        backUp();

        assertThat(said())
                .contains(
                        data.resolve("secrets").toString(),
                        data.resolve("objects").toString());
        String master = Files.readString(data.resolve("secrets/master.key")).strip();
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .doesNotContain(master);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .contains("karangou.backup")
                    .noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void is_not_put_over_anything() throws Exception {
        backUp();

        assertThat(failure("--restore", file)).isEqualTo("config.data-in-use");
        server.stop();
        assertThat(failure("--restore", file)).isEqualTo("backup.not-empty");
        assertThat(failure("--backup", file)).isEqualTo("backup.not-empty");
        server.startAgain();
        assertThat(server.count("film")).isEqualTo(1);
    }

    @Test
    void is_refused_if_it_was_cut_short_or_changed_and_nothing_is_written() throws Exception {
        backUp();
        byte[] whole = Files.readAllBytes(file);
        loseTheMachine();
        for (int cut : List.of(0, 1, 100, whole.length / 2, whole.length - 30, whole.length - 1)) {
            Files.write(file, Arrays.copyOf(whole, cut));
            assertThat(failure("--restore", file)).as("cut at %d", cut).isEqualTo("backup.not-whole");
        }
        int refused = 0;
        for (int i = 0; i < CHANGES; i++) {
            byte[] changed = whole.clone();
            changed[(int) ((long) whole.length * i / CHANGES)] ^= 0x55;
            Files.write(file, changed);
            refused += isWhole() ? 0 : 1; // a byte of the zip's own book-keeping may be read over: no part differs
        }
        assertThat(refused).isGreaterThan(CHANGES / 2);
        try (Stream<Path> there = Files.list(data)) {
            assertThat(there.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("secrets", "objects");
        }

        Files.write(file, whole);
        restore();
        server.startAgain();
        assertThat(server.count("film")).isEqualTo(1);
    }

    @Test
    void films_that_were_not_copied_are_counted() throws Exception {
        backUp();
        loseTheMachine();
        remove(data.resolve("objects"));
        restore();

        assertThat(said()).contains("objets dans " + data.resolve("objects"));
        server.startAgain();
    }

    private boolean isWhole() {
        try (BackupFile _ = BackupFile.open(file)) {
            return true;
        } catch (FailureException e) {
            assertThat(e.failure().code()).isEqualTo("backup.not-whole");
            return false;
        }
    }

    private void contribute(int times) {
        for (int i = 0; i < times; i++) {
            device.record(
                    new ContributionMade(project, null, Money.xof(500), ContributionMethod.CASH, null, null, null));
        }
    }

    private void backUp() {
        assertThat(run("--backup", file)).isTrue();
    }

    private void restore() {
        assertThat(run("--restore", file)).isTrue();
    }

    private String failure(String command, Path of, String... more) {
        return catchThrowableOfType(FailureException.class, () -> run(command, of, more))
                .failure()
                .code();
    }

    private boolean run(String command, Path of, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--data", data.toString(), command, of.toString()));
        arguments.addAll(List.of(more));
        return BackupCommand.run(
                arguments,
                server.databaseVariables(),
                server.clock(),
                new Sentences(Locale.FRENCH, "studio.karangou.server.messages"),
                new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    /// What is left is what was copied elsewhere: secrets and objects.
    private void loseTheMachine() throws IOException {
        server.stop();
        try (Stream<Path> there = Files.list(data)) {
            for (Path one : there.toList()) {
                String name = one.getFileName().toString();
                if (!name.equals("secrets") && !name.equals("objects")) {
                    remove(one);
                }
            }
        }
        DatabaseSettings fresh = kind.fresh(data);
        server.moveTo(fresh);
    }

    private static void remove(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
