package studio.karangou.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.Sentences;
import studio.karangou.common.model.Uuid7;
import studio.karangou.common.protocol.DeviceApi;
import studio.karangou.common.protocol.DeviceHealth;
import studio.karangou.common.protocol.DownParcel;
import studio.karangou.common.protocol.EnrolmentAsk;
import studio.karangou.common.protocol.EnrolmentFiles;
import studio.karangou.common.protocol.FaultReport;
import studio.karangou.common.protocol.FaultReport.SystemFamily;
import studio.karangou.common.protocol.FileCode;
import studio.karangou.common.protocol.FileSeal;
import studio.karangou.common.protocol.KeyPlace;
import studio.karangou.common.protocol.OperationBody.FaultReported;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.Parcel;
import studio.karangou.common.protocol.ParcelFile;
import studio.karangou.common.protocol.ParcelName;
import studio.karangou.common.protocol.ServerSealingKey;
import studio.karangou.common.protocol.SignedDocument;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.db.DatabaseKind;

/// The operator's commands against a running server.
class AdminCommandsTest {
    @TempDir
    private Path data;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();
    private TestServer server;
    private AdminClient client;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start(DatabaseKind.H2, data);
        client = client(server.base());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void a_venue_and_a_code_let_a_device_in() {
        String venue = run("venue", "Ciné-club de Kpalimé");
        String code = run("code", venue);

        assertThat(TestDevice.stranger(server).enrol(code).statusCode()).isEqualTo(201);
        assertThat(TestDevice.stranger(server)
                        .enrol(run("code", venue, "borne"))
                        .statusCode())
                .as("it says that it is a host's device")
                .isEqualTo(409);
        assertThat(progress.toString(StandardCharsets.UTF_8)).contains("Valable une seule fois");
    }

    @Test
    void a_request_from_a_drive_is_answered_beside_it() throws IOException {
        TestDevice device = TestDevice.stranger(server);
        String venue = run("venue", "Ciné-club de Kpalimé");
        FileCode code = new FileCode("7KQ4M2RD9X");
        EnrolmentAsk.Signed ask = device.ask();
        FileSeal seal = FileSeal.of(code, ask.open().nonce());
        EnrolmentFiles.Request request = EnrolmentFiles.Request.of(ask, seal);
        Path drive = Files.createDirectories(data.resolve("clé"));
        String file = Files.write(drive.resolve(EnrolmentFiles.requestName(ask)), request.encode())
                .toString();

        assertThatThrownBy(() -> run("answer", venue, file, "7KQ4M-2RD9Y")).hasMessage("enrolment-file.wrong-code");
        assertThatThrownBy(() -> run("answer", venue, file, "7KQ4M")).hasMessage("enrolment-file.no-code");
        assertThatThrownBy(() -> run("answer", venue, file, code.shown())).hasMessage("admin.no-address");
        assertThatThrownBy(() -> run("answer", venue, file, code.shown(), "http://karangou.example"))
                .hasMessage("admin.no-address");
        Path written = Path.of(run("answer", venue, file, code.shown(), "https://karangou.example"));

        EnrolmentFiles.Answer answer = EnrolmentFiles.Answer.decode(EnrolmentFiles.read(written));
        assertThat(answer.isMadeWith(seal)).isTrue();
        assertThat(answer.server()).isEqualTo("https://karangou.example");
        device.is(answer.open().device(), answer.open().venue());
        device.openSession();
        try (Stream<Path> left = Files.list(drive)) {
            assertThat(left.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder(EnrolmentFiles.requestName(ask), EnrolmentFiles.answerName(ask));
        }
        Files.delete(Path.of(file));
        Files.createDirectories(Path.of(file));
        assertThatThrownBy(() -> run("answer", venue, file, code.shown())).hasMessage("enrolment-file.unreadable");
    }

    @Test
    void a_device_is_revoked() {
        TestDevice device = TestDevice.enrolled(server);

        run("revoke", device.id().toString());

        assertThat(TestServer.code(device.answerChallenge(device.challenge()))).isEqualTo("device.revoked");
    }

    @Test
    void messages_are_listed_and_removed_and_a_film_is_withdrawn() {
        FilmId film = new TestCatalogue(server).film("Lagune");
        TestDevice device = TestDevice.enrolled(server);
        OperationId kept = device.record(new MessagePosted(film, "Afi", "Bonsoir\n\tà tous"));
        server.clock().advance(Duration.ofSeconds(1));
        OperationId removed = device.record(new MessagePosted(film, "Yao", "À ne pas lire"));
        device.push(device.batchFrom(1));

        assertThat(run("messages", film.toString()).lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(removed + "\t").endsWith("\tYao\tÀ ne pas lire"),
                        line -> assertThat(line).startsWith(kept + "\t").endsWith("\tAfi\tBonsoir à tous"));
        assertThat(run("messages", film.toString(), removed.toString())).startsWith(kept + "\t");
        run("remove", removed.toString());
        assertThat(run("messages", film.toString()).lines()).hasSize(1);

        run("withdraw", film.toString());
        assertThat(server.get("/api/v1/films/" + film).statusCode()).isEqualTo(404);

        assertThatThrownBy(() -> run("remove", removed.toString())).hasMessage("admin.refused");
        assertThatThrownBy(() -> run("messages", UUID.randomUUID().toString())).hasMessage("admin.refused");
        assertThatThrownBy(() -> run("withdraw")).hasMessage("admin.usage");
        assertThatThrownBy(() -> run("remove", "a", "b")).hasMessage("admin.usage");
    }

    @Test
    void devices_are_listed_with_their_health_and_a_venue_gets_a_host() {
        TestDevice device = TestDevice.enrolled(server);
        device.contact(null, new DeviceHealth("1.2.0", 1_000, 2_000, -90_000, true, 17, KeyPlace.FILE));
        TestPerson host = TestPerson.with(server, "hote@exemple.tg", Role.VENUE_HOST);

        assertThat(run("devices"))
                .startsWith(device.id() + "\t" + device.venue() + "\tProjecteur\tenrolled\t")
                .endsWith("\t1.2.0\t17\t1000\t-90000\tFILE");
        assertThat(run("host", device.venue().toString(), "hote@exemple.tg"))
                .isEqualTo(host.id().toString());
        assertThat(TestServer.json(host.get("/api/v1/venues")).path("venues")).hasSize(1);
    }

    @Test
    void keys_are_replaced_and_what_is_kept_is_shown_with_its_reason() {
        TestPerson.registered(server, "afi@exemple.tg");
        assertThat(run("keys")).isEqualTo("0");
        assertThat(run("keys", "rotate", "master")).isEqualTo("2");
        assertThat(run("keys")).isEqualTo("1");
        server.sealAnew();
        assertThat(run("keys")).isEqualTo("0");

        server.applyRetention();
        assertThat(run("retention").lines())
                .anyMatch(line -> line.startsWith("codes\t2\t2026-"))
                .anyMatch(line -> line.startsWith("audit\t-\t-\t0\t0\tGardé"));
        for (String[] wrong : List.of(
                new String[] {"keys", "rotate"},
                new String[] {"keys", "rotate", "signing"},
                new String[] {"keys", "forget", "token"},
                new String[] {"retention", "now"},
                new String[] {"faults", "forget", "0".repeat(32)},
                new String[] {"faults", "../people"})) {
            assertThatThrownBy(() -> run(wrong)).hasMessage("admin.usage");
        }
    }

    @Test
    void faults_are_listed_shown_and_settled() {
        TestDevice device = TestDevice.enrolled(server);
        FaultReport report = new FaultReport(
                FaultReport.UNEXPECTED,
                List.of("java.lang.IllegalStateException"),
                List.of("studio.karangou.desktop.app.Screens.page:120"),
                "0.4.0",
                SystemFamily.LINUX,
                DeviceProfile.LIEU,
                3);
        device.record(new FaultReported(report));
        device.push(device.batchFrom(1));
        String id = report.fingerprint();

        assertThat(run("faults"))
                .startsWith(id + "\tOPEN\t")
                .endsWith("\t1\t3\t0.4.0\tjava.lang.IllegalStateException\t"
                        + "studio.karangou.desktop.app.Screens.page:120");
        assertThat(run("faults", id)).contains("unexpected").contains("    at studio.karangou.desktop.app.Screens");
        assertThat(run("faults", "settle", id)).startsWith(id + "\tSETTLED\t");
        assertThat(run("faults", "reopen", id)).startsWith(id + "\tOPEN\t");
    }

    @Test
    void a_project_in_yaml_needs_only_what_a_person_knows() throws IOException {
        Path file = Files.writeString(data.resolve("projet.yaml"), """
                title: Le Fleuve et l’Enfant
                pitch: Une fillette remonte le Mono.
                director: Adjoa Mensah
                country: TG
                state: OPEN
                mode: ALL_OR_NOTHING
                goal: {currency: XOF, units: 2500000}
                deadline: 2026-12-31
                """);

        String id = run("project", file.toString());

        JsonNode project = TestServer.json(server.get("/api/v1/projects/" + id));
        assertThat(project.path("title").asText()).isEqualTo("Le Fleuve et l’Enfant");
        assertThat(project.path("deadline").asText()).isEqualTo("2026-12-31");
        assertThat(project.path("collected").path("units").asLong(-1)).isZero();
    }

    @Test
    void a_project_in_json_keeps_its_id() throws IOException {
        UUID id = UUID.randomUUID();
        Path file = Files.writeString(
                data.resolve("projet.json"),
                "{\"id\":\"" + id + "\",\"title\":\"T\",\"pitch\":\"P\",\"director\":\"D\",\"country\":\"BJ\","
                        + "\"state\":\"DRAFT\",\"mode\":\"FLEXIBLE\",\"goal\":{\"currency\":\"EUR\",\"units\":100}}");

        assertThat(run("project", file.toString())).isEqualTo(id.toString());
        assertThat(run("project", file.toString())).as("again").isEqualTo(id.toString());
        assertThat(server.count("project")).isEqualTo(1);
    }

    @Test
    void a_file_that_is_no_film_is_told_with_the_reason() throws IOException {
        Path sheet = Files.writeString(data.resolve("film.yaml"), """
                title: Pas un film
                synopsis: Rien.
                director: Personne
                year: 2026
                genre: SHORT
                countries: [TG]
                spoken: [fr]
                """);
        Path source = Files.writeString(data.resolve("film.mp4"), "this is no film");

        assertThatThrownBy(() -> run("film", sheet.toString(), source.toString()))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure())
                                .isInstanceOfSatisfying(
                                        AdminFailure.Refused.class,
                                        refused -> assertThat(refused.problem()).startsWith("ingest.")));
        assertThat(progress.toString(StandardCharsets.UTF_8)).contains("Envoi", "100", "failed");
        assertThat(server.count("film")).isEqualTo(1);
        List<String> told = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(told).as("the film’s number, then the job’s").hasSize(2);
        assertThat(server.get("/api/v1/films/" + told.getFirst()).statusCode()).isEqualTo(200);

        assertThat(run("jobs"))
                .startsWith(String.join("\t", told.getLast(), told.getFirst(), "failed", ""))
                .contains("\tingest.");
        run("cancel", told.getLast());
        assertThat(run("jobs")).contains("\tcancelled\t").contains("\tingest.");
        assertThatThrownBy(() -> run("cancel", told.getLast())).hasMessage("admin.refused");
    }

    @Test
    void a_film_whose_sending_breaks_off_has_told_its_number() throws IOException {
        Path sheet = Files.writeString(data.resolve("film.yaml"), """
                title: Sans fichier
                synopsis: Rien.
                director: Personne
                year: 2026
                genre: SHORT
                countries: [TG]
                spoken: [fr]
                """);
        Path empty = Files.createFile(data.resolve("film.mp4"));

        assertThatThrownBy(() -> run("film", sheet.toString(), empty.toString()))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(((AdminFailure.Refused) e.failure()).problem())
                                .isEqualTo("ingest.empty-file"));

        assertThat(UUID.fromString(out.toString(StandardCharsets.UTF_8).strip()))
                .isNotNull();
        assertThat(run("jobs")).as("nothing was accepted").isEmpty();
    }

    @Test
    void a_page_of_jobs_behind_what_is_no_job_is_refused() {
        assertThat(TestServer.code(server.send(server.asOperator("/api/v1/operator/jobs?after=yesterday")
                        .GET())))
                .isEqualTo("http.bad-request");
    }

    @Test
    void what_the_server_refuses_is_told_in_its_words() {
        assertThatThrownBy(() -> run("code", UUID.randomUUID().toString()))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure())
                                .isEqualTo(new AdminFailure.Refused("Ce lieu n’existe pas.", "device.unknown-venue")));
    }

    @Test
    void a_file_that_cannot_be_read_is_named() throws IOException {
        Path list = Files.writeString(data.resolve("list.yaml"), "- a\n- b\n");
        Path broken = Files.writeString(data.resolve("broken.yaml"), "a: [1");

        for (Path file : List.of(list, broken, data.resolve("nowhere.yaml"))) {
            assertThatThrownBy(() -> run("project", file.toString()))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure()).isEqualTo(new AdminFailure.UnreadableFile(file.toString())));
        }
    }

    @Test
    void a_command_that_is_none_is_answered_with_those_there_are() {
        for (List<String> words : List.of(
                List.<String>of(),
                List.of("venues"),
                List.of("venue"),
                List.of("film", "one"),
                List.of("jobs", "all"),
                List.of("x", "y"))) {
            assertThatThrownBy(() -> run(words.toArray(String[]::new)))
                    .isInstanceOfSatisfying(
                            FailureException.class, e -> assertThat(e.failure()).isEqualTo(new AdminFailure.Usage()));
        }
    }

    @Test
    void the_first_administrator_is_made_and_a_role_is_decided() {
        TestPerson afi = TestPerson.registered(server, "afi@exemple.tg");
        assertThat(run("mails", "AFI@exemple.tg")).contains("Votre inscription à Karangou", "afi@exemple.tg");

        assertThat(run("administrator", "Afi@exemple.tg")).isEqualTo(afi.id().toString());
        server.send(afi.request("/api/v1/me/roles/VENUE_HOST").PUT(BodyPublishers.noBody()));
        assertThat(run("roles")).contains(afi.id().toString(), "VENUE_HOST", "Afi Mensah");
        run("role", "afi@exemple.tg", "venue-host", "verified");
        assertThat(run("roles")).isEmpty();

        assertThat(TestServer.json(afi.get("/api/v1/me")).path("roles").toString())
                .contains("{\"role\":\"ADMINISTRATOR\",\"state\":\"VERIFIED\"}")
                .contains("{\"role\":\"VENUE_HOST\",\"state\":\"VERIFIED\"}");
        assertThatThrownBy(() -> run("administrator", "personne@exemple.tg")).hasMessage("admin.refused");
        assertThatThrownBy(() -> run("role", "afi@exemple.tg", "producer", "maybe"))
                .hasMessage("admin.usage");
    }

    @Test
    void the_audit_log_is_verified_and_a_change_told() {
        TestPerson.registered(server, "afi@exemple.tg");
        String anchor = run("audit", "verify");
        assertThat(anchor).startsWith("3-");
        assertThat(run("audit", "verify", anchor)).isEqualTo(anchor);

        assertThat(run("audit", "action=person.registered").split("\t"))
                .hasSize(7)
                .contains("2", "PERSON", "person.registered");
        assertThat(run("audit", "of=" + UUID.randomUUID())).isEmpty();
        assertThat(run("audit", "limit=1")).contains("audit.read");

        server.changeUnguarded("delete from audit_entry where position = 1");

        assertThatThrownBy(() -> run("audit", "verify"))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure()).isEqualTo(new AdminFailure.AuditBroken(1)));
        assertThatThrownBy(() -> run("audit", "burn")).hasMessage("admin.usage");
    }

    @Test
    void a_stick_that_was_brought_to_the_server_is_answered_beside() throws IOException {
        TestDevice one = TestDevice.enrolled(server);
        TestDevice other = TestDevice.enrolled(server);
        SealingKey key = SignedDocument.decode(
                        server.get("/api/v1/sync/sealing-key").body())
                .open(serverKey(), SignedDocument.Kind.SEALING_KEY, ServerSealingKey.class)
                .toKey();
        Path stick = Files.createDirectories(data.resolve("stick").resolve("karangou"));
        parcels(stick, one, 1, one.parcel(key, 1, "0").encode());
        // a generation that the stick was pulled out of, behind one that is whole
        Files.write(stick.resolve(new ParcelName(Parcel.Direction.UP, one.id(), 2).fileName()), new byte[100]);
        parcels(stick, other, 7, other.parcel(key, 1, "0").encode());

        String written = run("parcels", stick.resolveSibling("").toString());

        assertThat(written.lines()).hasSize(2).allMatch(line -> Files.exists(Path.of(line)));
        assertThat(progress.toString(StandardCharsets.UTF_8)).contains("parcel.not-one");
        Path answer = stick.resolve(new ParcelName(Parcel.Direction.DOWN, other.id(), 7).fileName());
        assertThat(ParcelFile.check(answer)).isEqualTo(1);
        ParcelFile.read(answer, parcel -> {
            assertThat(DownParcel.open(Parcel.decode(parcel), other.sealing(), serverKey())
                            .refusal())
                    .isNull();
            return true;
        });
        assertThatThrownBy(() -> run("parcels")).hasMessage("admin.usage");
    }

    private VerifyingKey serverKey() {
        TestDevice third = TestDevice.stranger(server);
        return new VerifyingKey(Wire.json()
                .convertValue(
                        TestServer.json(third.enrol(TestDevice.newCode(server, TestDevice.newVenue(server)))),
                        DeviceApi.EnrolmentAnswer.class)
                .serverKey());
    }

    private static void parcels(Path stick, TestDevice device, int generation, byte[] parcel) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ParcelFile.Writer writer = new ParcelFile.Writer(file);
        writer.add(parcel);
        writer.finish();
        Files.write(
                stick.resolve(new ParcelName(Parcel.Direction.UP, device.id(), generation).fileName()),
                file.toByteArray());
    }

    @Test
    void a_server_that_does_not_answer_is_named() throws IOException {
        try (AdminClient nobody = client("http://127.0.0.1:1")) {
            assertThatThrownBy(() -> nobody.get("/health/live")).hasMessage("admin.no-server");
        }
    }

    private AdminClient client(String address) throws IOException {
        return new AdminClient(
                address, Files.readString(data.resolve("operator.token")).strip(), Locale.FRENCH);
    }

    private String run(String... words) {
        out.reset();
        new AdminCommands(
                        client,
                        new Uuid7(server.clock()),
                        new Sentences(Locale.FRENCH, "studio.karangou.server.messages"),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(progress, true, StandardCharsets.UTF_8))
                .run(List.of(words));
        return out.toString(StandardCharsets.UTF_8).strip();
    }
}
