package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.Role;
import studio.karangou.common.protocol.PeopleApi.ConsentDecision;
import studio.karangou.common.protocol.PeopleApi.Erasure;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class PersonalDataTest {
    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private TestPerson afi;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        afi = TestPerson.with(server, "afi@exemple.tg", Role.DIRECTOR);
        afi.setUpSecondFactor();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_person_takes_all_that_is_known_of_them_along() throws IOException {
        TestPerson.registered(server, "autre@exemple.tg");

        HttpResponse<byte[]> answer = afi.get("/api/v1/me/data");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/zip");
        Map<String, String> files = unzip(answer.body());
        assertThat(files.keySet())
                .containsExactly("LISEZ-MOI.txt", "account.json", "consents.json", "log.json", "sessions.json");
        JsonNode account = Wire.json().readTree(files.get("account.json"));
        assertThat(account.path("email").asText()).isEqualTo("afi@exemple.tg");
        assertThat(account.path("roles")).hasSize(2);
        assertThat(files.get("log.json")).contains("person.registered", "role.verified");
        assertThat(files.toString()).doesNotContain("autre@exemple.tg");
    }

    @Test
    void who_is_erased_leaves_a_number() {
        TestPerson elsewhere = afi.elsewhere();
        assertThat(TestServer.code(afi.send("/api/v1/me/erasure", new Erasure("faux"))))
                .isEqualTo("people.sign-in-refused");
        assertThat(TestServer.code(afi.send("/api/v1/me/erasure", new Erasure(null))))
                .isEqualTo("people.sign-in-refused");

        assertThat(afi.send("/api/v1/me/erasure", new Erasure(TestPerson.PASSWORD))
                        .statusCode())
                .isEqualTo(204);

        assertThat(afi.isSignedIn()).isFalse();
        assertThat(elsewhere.isSignedIn()).isFalse();
        assertThat(afi.signInWith(TestPerson.PASSWORD).statusCode()).isEqualTo(401);
        for (String table : List.of("person_contact", "person_role", "second_factor", "recovery_code")) {
            assertThat(server.count(table)).as(table).isZero();
        }
        String kept = server.tables()
                .withHandle(handle -> handle.createQuery("select name || coalesce(password, '') from person")
                        .mapTo(String.class)
                        .one());
        assertThat(kept).isEmpty();
        assertThat(TestServer.json(server.send(
                                server.asOperator("/api/v1/audit/verification").GET()))
                        .path("brokenAt")
                        .isNull())
                .isTrue();
        assertThat(server.send(server.asOperator("/api/v1/people/" + afi.id()).GET())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void an_address_is_free_again_once_its_person_is_erased() {
        TestPerson.letter(server, "afi@exemple.tg", 2); // registration, role, second factor: all are there
        afi.send("/api/v1/me/erasure", new Erasure(TestPerson.PASSWORD));
        int letters = TestPerson.letters(server, "afi@exemple.tg").size();
        HttpResponse<byte[]> sent = TestPerson.register(server, "afi@exemple.tg", TestPerson.PASSWORD);
        String code = TestPerson.codeIn(TestPerson.letter(server, "afi@exemple.tg", letters));

        assertThat(TestPerson.confirm(server, sent, code).statusCode()).isEqualTo(201);
    }

    @Test
    void what_was_agreed_to_is_recorded_with_version_and_time_and_taken_back_as_easily() throws IOException {
        HttpResponse<byte[]> given = decide("FAULT_REPORTS", 2, true);
        assertThat(given.statusCode()).isEqualTo(200);
        assertThat(TestServer.json(given).path("at").asText())
                .isEqualTo(server.clock().instant().toString());
        server.clock().advance(Duration.ofMinutes(1));
        decide("FAULT_REPORTS", 2, false);
        decide("NEWS", 1, true);

        JsonNode consents = TestServer.json(afi.get("/api/v1/me/consents")).path("consents");
        assertThat(consents).hasSize(2);
        assertThat(consents.path(0).path("given").asBoolean()).isFalse();
        assertThat(consents.path(0).path("version").asInt()).isEqualTo(2);
        assertThat(unzip(afi.get("/api/v1/me/data").body()).get("consents.json"))
                .contains("NEWS");
        assertThat(unzip(afi.get("/api/v1/me/data").body()).get("log.json"))
                .contains("consent.given", "consent.taken-back", "fault_reports 2");

        assertThat(decide("SOUL", 1, true).statusCode()).isEqualTo(404);
        assertThat(decide("NEWS", 0, true).statusCode()).isEqualTo(400);
        afi.send("/api/v1/me/erasure", new Erasure(TestPerson.PASSWORD));
        assertThat(server.count("person_consent")).isZero();
    }

    private HttpResponse<byte[]> decide(String purpose, int version, boolean given) {
        return server.send(afi.request("/api/v1/me/consents/" + purpose)
                .header("Content-Type", "application/json")
                .PUT(TestServer.json(new ConsentDecision(version, given))));
    }

    private static Map<String, String> unzip(byte[] archive) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
