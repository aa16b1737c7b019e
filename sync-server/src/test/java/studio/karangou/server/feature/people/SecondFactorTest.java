package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.PeopleApi.Proof;
import studio.karangou.common.protocol.PeopleApi.Proving;
import studio.karangou.common.protocol.PeopleApi.SecondFactorCode;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class SecondFactorTest {
    private static final String AFI = "afi@exemple.tg";

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private TestPerson afi;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        afi = TestPerson.registered(server, AFI);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void who_has_a_second_factor_signs_in_with_both() {
        afi.setUpSecondFactor();
        String challenge = challenge();

        HttpResponse<byte[]> wrong = afi.showSecondFactor(challenge, "000000");
        HttpResponse<byte[]> right = afi.showSecondFactor(challenge, afi.nextCode());

        assertThat(TestServer.code(wrong)).isEqualTo("people.second-factor-refused");
        assertThat(right.statusCode()).isEqualTo(201);
        afi.accept(right);
        assertThat(TestServer.json(afi.get("/api/v1/me")).path("secondFactor").asBoolean())
                .isTrue();
    }

    @Test
    void a_code_is_good_once() {
        afi.setUpSecondFactor();
        String code = afi.nextCode();
        assertThat(afi.showSecondFactor(challenge(), code).statusCode()).isEqualTo(201);

        assertThat(TestServer.code(afi.showSecondFactor(challenge(), code))).isEqualTo("people.second-factor-refused");
    }

    @Test
    void a_recovery_code_is_good_once_however_it_is_typed() {
        List<String> codes = afi.setUpSecondFactor();
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        String code = codes.getFirst();

        assertThat(afi.showSecondFactor(
                                challenge(), code.toLowerCase(Locale.ROOT).replace("-", " "))
                        .statusCode())
                .isEqualTo(201);
        assertThat(afi.showSecondFactor(challenge(), code).statusCode()).isEqualTo(401);
        assertThat(afi.showSecondFactor(challenge(), codes.getLast()).statusCode())
                .isEqualTo(201);
    }

    @Test
    void guessing_codes_is_slowed_down_and_its_owner_is_told() {
        afi.setUpSecondFactor();
        String challenge = challenge();
        int read = TestPerson.letters(server, AFI).size();
        for (int i = 0; i < 5; i++) {
            assertThat(afi.showSecondFactor(challenge, "00000" + i).statusCode())
                    .isEqualTo(401);
        }

        assertThat(afi.showSecondFactor(challenge, afi.nextCode()).statusCode()).isEqualTo(429);
        assertThat(TestPerson.letter(server, AFI, read).path("subject").asText())
                .isEqualTo("Quelqu’un essaie des codes pour votre compte Karangou");
    }

    @Test
    void a_wrong_code_of_who_is_signed_in_is_in_the_log_as_well() {
        afi.setUpSecondFactor();
        for (String path : new String[] {"/removals", "/recovery-codes"}) {
            assertThat(TestServer.code(afi.send("/api/v1/me/second-factor" + path, new SecondFactorCode("000000"))))
                    .isEqualTo("people.second-factor-refused");
        }
        assertThat(server.count("audit_entry where action = 'person.second-factor-refused'"))
                .isEqualTo(2);
    }

    @Test
    void the_first_factor_waits_five_minutes_and_is_no_other_token() {
        afi.setUpSecondFactor();
        String challenge = challenge();
        server.clock().advance(Duration.ofMinutes(5));

        assertThat(afi.showSecondFactor(challenge, afi.nextCode()).statusCode()).isEqualTo(401);
        for (String other : List.of(afi.access(), afi.refresh(), "", "x")) {
            assertThat(TestServer.code(afi.showSecondFactor(other, afi.nextCode())))
                    .isEqualTo("people.second-factor-refused");
        }
    }

    @Test
    void a_secret_that_was_never_confirmed_asks_nobody_for_a_code() {
        afi.send("/api/v1/me/second-factor", new Proving(Proof.byPassword(TestPerson.PASSWORD)));

        assertThat(TestServer.json(afi.signInWith(TestPerson.PASSWORD))
                        .path("secondFactor")
                        .isNull())
                .isTrue();
        assertThat(TestServer.code(afi.send("/api/v1/me/second-factor/confirmations", new SecondFactorCode("000000"))))
                .isEqualTo("people.second-factor-refused");
    }

    @Test
    void it_is_taken_away_with_a_code_unless_a_role_needs_it() {
        afi.setUpSecondFactor();
        TestPerson elsewhere = afi.elsewhere();
        assertThat(TestServer.code(afi.send("/api/v1/me/second-factor/removals", new SecondFactorCode("000000"))))
                .isEqualTo("people.second-factor-refused");
        assertThat(afi.send("/api/v1/me/second-factor/removals", new SecondFactorCode(afi.nextCode()))
                        .statusCode())
                .isEqualTo(204);
        assertThat(server.count("person_session where second_factor"))
                .as("sessions that have shown what is there no more")
                .isZero();
        assertThat(elsewhere.isSignedIn()).isTrue();
        assertThat(TestServer.json(afi.signInWith(TestPerson.PASSWORD))
                        .path("session")
                        .isNull())
                .isFalse();

        afi.setUpSecondFactor();
        afi.given(Role.ADMINISTRATOR, RoleState.VERIFIED);
        assertThat(TestServer.code(afi.send("/api/v1/me/second-factor/removals", new SecondFactorCode(afi.nextCode()))))
                .isEqualTo("people.second-factor-required");
    }

    @Test
    void one_that_was_lost_is_taken_away_by_the_operator_alone_and_the_person_is_told() {
        TestPerson afi = TestPerson.registered(server, "perdu@exemple.tg");
        String path = "/api/v1/operator/people/" + afi.id() + "/second-factor";
        assertThat(TestServer.code(server.send(server.asOperator(path).DELETE())))
                .isEqualTo("people.second-factor-missing");
        afi.setUpSecondFactor();
        int read = TestPerson.letters(server, afi.email()).size();
        assertThat(TestServer.code(afi.delete(path))).isEqualTo("http.operator-only");

        assertThat(server.send(server.asOperator(path).DELETE()).statusCode()).isEqualTo(204);

        assertThat(afi.isSignedIn()).isFalse();
        assertThat(TestServer.json(afi.signInWith(TestPerson.PASSWORD))
                        .path("session")
                        .isNull())
                .as("the password alone is enough")
                .isFalse();
        assertThat(TestPerson.letter(server, afi.email(), read).path("text").asText())
                .contains("supprimé la vérification");
        List<String> logged = server.tables()
                .withHandle(handle -> handle.createQuery(
                                "select detail from audit_entry where action = 'person.second-factor-removed'")
                        .mapTo(String.class)
                        .list());
        assertThat(logged).containsExactly("lost");
    }

    @Test
    void an_administrator_has_no_rights_before_the_second_factor() {
        afi.given(Role.ADMINISTRATOR, RoleState.VERIFIED);
        assertThat(TestServer.json(afi.get("/api/v1/me"))
                        .path("secondFactorMissing")
                        .asBoolean())
                .isTrue();
        assertThat(TestServer.code(afi.get("/api/v1/people/role-requests"))).isEqualTo("http.not-permitted");

        afi.setUpSecondFactor();

        assertThat(afi.get("/api/v1/people/role-requests").statusCode()).isEqualTo(200);
        assertThat(TestServer.json(afi.get("/api/v1/me"))
                        .path("secondFactorMissing")
                        .asBoolean())
                .isFalse();
    }

    private String challenge() {
        return TestServer.json(afi.signInWith(TestPerson.PASSWORD))
                .path("secondFactor")
                .asText();
    }
}
