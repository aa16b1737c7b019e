package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.protocol.PeopleApi.NewPassword;
import studio.karangou.common.protocol.PeopleApi.PasswordChange;
import studio.karangou.common.protocol.PeopleApi.RecoveryRequest;
import studio.karangou.common.protocol.PeopleApi.SignInRequest;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// Sign-in, sessions, passwords.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class SignInTest {
    private static final String AFI = "afi@exemple.tg";
    private static final String ANOTHER = "girafe lampe nuage vingt";

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    @TempDir
    private Path otherData;

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
    void a_wrong_password_and_an_unknown_address_are_answered_alike() {
        HttpResponse<byte[]> wrong = afi.signInWith(ANOTHER);
        HttpResponse<byte[]> unknown = signIn("personne@exemple.tg", ANOTHER);
        HttpResponse<byte[]> none = signIn("personne", ANOTHER);

        for (HttpResponse<byte[]> answer : List.of(wrong, unknown, none)) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(TestServer.code(answer)).isEqualTo("people.sign-in-refused");
        }
    }

    @Test
    void guessing_at_one_account_is_slowed_down_from_wherever_it_comes_even_at_once() throws Exception {
        List<Future<HttpResponse<byte[]>>> answers = new ArrayList<>();
        try (ExecutorService guessers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 14; i++) {
                answers.add(guessers.submit(() -> afi.signInWith(ANOTHER)));
            }
        }
        int refused = 0;
        for (Future<HttpResponse<byte[]>> answer : answers) {
            refused += answer.get().statusCode() == 401 ? 1 : 0;
        }
        assertThat(refused).isEqualTo(10);
        HttpResponse<byte[]> right = afi.signInWith(TestPerson.PASSWORD);
        assertThat(right.statusCode()).isEqualTo(429);
        server.clock()
                .advance(Duration.ofSeconds(
                        Long.parseLong(right.headers().firstValue("Retry-After").orElseThrow())));
        assertThat(afi.signInWith(TestPerson.PASSWORD).statusCode()).isEqualTo(201);
    }

    @Test
    void an_access_token_ends_after_ten_minutes_and_the_refresh_token_gives_the_next() {
        server.clock().advance(Duration.ofMinutes(10));
        assertThat(TestServer.code(afi.get("/api/v1/me"))).isEqualTo("people.session-expired");

        afi.accept(afi.refreshWith(afi.refresh(), UUID.randomUUID()));

        assertThat(afi.isSignedIn()).isTrue();
    }

    @Test
    void an_answer_that_was_lost_is_given_again() {
        UUID attempt = UUID.randomUUID();
        String old = afi.refresh();
        assertThat(afi.refreshWith(old, attempt).statusCode()).isEqualTo(201);

        HttpResponse<byte[]> again = afi.refreshWith(old, attempt);

        assertThat(again.statusCode()).isEqualTo(201);
        afi.accept(again);
        afi.accept(afi.refreshWith(afi.refresh(), UUID.randomUUID()));
        assertThat(afi.isSignedIn()).isTrue();
    }

    @Test
    void a_refresh_token_that_comes_back_ends_its_session_and_no_other() {
        TestPerson elsewhere = afi.elsewhere();
        String old = afi.refresh();
        afi.accept(afi.refreshWith(old, UUID.randomUUID()));
        assertThat(afi.isSignedIn()).isTrue();

        HttpResponse<byte[]> thief = afi.refreshWith(old, UUID.randomUUID());

        assertThat(TestServer.code(thief)).isEqualTo("people.session-stolen");
        assertThat(afi.isSignedIn()).as("the access token is over at once").isFalse();
        assertThat(TestServer.code(afi.refreshWith(afi.refresh(), UUID.randomUUID())))
                .isEqualTo("people.refresh-refused");
        assertThat(elsewhere.isSignedIn()).isTrue();
        assertThat(TestPerson.letter(server, AFI, 1).path("subject").asText()).contains("fermée");
    }

    @Test
    void of_many_that_refresh_at_once_with_one_attempt_all_get_the_same_session() throws Exception {
        UUID attempt = UUID.randomUUID();
        List<Future<HttpResponse<byte[]>>> answers = new ArrayList<>();
        try (ExecutorService programs = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                answers.add(programs.submit(() -> afi.refreshWith(afi.refresh(), attempt)));
            }
        }
        for (Future<HttpResponse<byte[]>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(201);
        }
        afi.accept(answers.getFirst().get());
        assertThat(afi.refreshWith(afi.refresh(), UUID.randomUUID()).statusCode())
                .isEqualTo(201);
    }

    @Test
    void what_is_no_token_opens_nothing() {
        for (String wrong : List.of("", "x", afi.access(), "A".repeat(5000), "é")) {
            assertThat(TestServer.code(afi.refreshWith(wrong, UUID.randomUUID())))
                    .as(wrong)
                    .isEqualTo("people.refresh-refused");
        }
        for (String wrong : List.of("x", afi.refresh(), "A".repeat(5000))) {
            HttpResponse<byte[]> answer = server.send(server.request("/api/v1/me")
                    .header("Authorization", "Bearer " + wrong)
                    .GET());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(TestServer.code(answer)).isEqualTo("people.session-invalid");
        }
    }

    @Test
    void a_session_that_is_not_used_for_ninety_days_is_over() {
        server.clock().advance(Duration.ofDays(89));
        afi.accept(afi.refreshWith(afi.refresh(), UUID.randomUUID()));
        server.clock().advance(Duration.ofDays(90));

        assertThat(TestServer.code(afi.refreshWith(afi.refresh(), UUID.randomUUID())))
                .isEqualTo("people.refresh-refused");
    }

    @Test
    void sessions_are_listed_and_ended_one_by_one_or_all() {
        TestPerson elsewhere = afi.elsewhere();
        assertThat(TestServer.json(afi.get("/api/v1/me/sessions")).path("sessions"))
                .hasSize(2)
                .anySatisfy(session -> {
                    assertThat(session.path("current").asBoolean()).isTrue();
                    assertThat(session.path("id").asText())
                            .isEqualTo(afi.session().toString());
                });

        assertThat(afi.delete("/api/v1/me/sessions/" + elsewhere.session()).statusCode())
                .isEqualTo(204);
        assertThat(elsewhere.isSignedIn()).isFalse();
        assertThat(afi.isSignedIn()).isTrue();
        TestPerson third = afi.elsewhere();
        assertThat(afi.delete("/api/v1/me/sessions").statusCode()).isEqualTo(204);
        assertThat(afi.isSignedIn()).isFalse();
        assertThat(third.isSignedIn()).isFalse();
    }

    @Test
    void what_one_node_ends_another_believes_for_ten_seconds_at_most() {
        assumeTrue(kind == DatabaseKind.POSTGRESQL, "H2 has one node");
        try (TestServer node = server.anotherNode(otherData)) {
            assertThat(statusAt(node)).isEqualTo(200);
            afi.delete("/api/v1/me/sessions");
            node.clock().advance(Duration.ofSeconds(10));

            assertThat(statusAt(node)).isEqualTo(401);
        }
    }

    @Test
    void another_password_ends_every_other_session() {
        TestPerson elsewhere = afi.elsewhere();

        HttpResponse<byte[]> wrong = afi.send("/api/v1/me/password", new PasswordChange(ANOTHER, ANOTHER));
        HttpResponse<byte[]> changed =
                afi.send("/api/v1/me/password", new PasswordChange(TestPerson.PASSWORD, ANOTHER));

        assertThat(TestServer.code(wrong)).isEqualTo("people.sign-in-refused");
        assertThat(changed.statusCode()).isEqualTo(204);
        assertThat(afi.isSignedIn()).isTrue();
        assertThat(elsewhere.isSignedIn()).isFalse();
        assertThat(afi.signInWith(TestPerson.PASSWORD).statusCode()).isEqualTo(401);
        assertThat(afi.signInWith(ANOTHER).statusCode()).isEqualTo(201);
        assertThat(TestPerson.letter(server, AFI, 1).path("subject").asText()).contains("mot de passe");
    }

    @Test
    void a_forgotten_password_is_replaced_by_the_code_of_a_letter_and_every_session_ends() {
        HttpResponse<byte[]> sent = recover(AFI);
        HttpResponse<byte[]> unknown = recover("personne@exemple.tg");
        assertThat(sent.statusCode()).isEqualTo(unknown.statusCode()).isEqualTo(202);
        String code = TestPerson.codeIn(TestPerson.letter(server, AFI, 1));
        assertThat(TestPerson.letter(server, "personne@exemple.tg", 0)
                        .path("subject")
                        .asText())
                .contains("Pas de compte");

        assertThat(TestServer.code(replace(sent, code, "12345678"))).isEqualTo("people.password-guessable");
        assertThat(TestServer.code(replace(unknown, code, ANOTHER))).isEqualTo("people.code-refused");
        assertThat(replace(sent, code, ANOTHER).statusCode()).isEqualTo(204);
        assertThat(TestServer.code(replace(sent, code, TestPerson.PASSWORD))).isEqualTo("people.code-refused");

        assertThat(afi.isSignedIn()).isFalse();
        assertThat(afi.signInWith(ANOTHER).statusCode()).isEqualTo(201);
    }

    @Test
    void a_code_for_one_thing_is_no_code_for_another() {
        HttpResponse<byte[]> sent = recover(AFI);
        String code = TestPerson.codeIn(TestPerson.letter(server, AFI, 1));

        assertThat(TestServer.code(TestPerson.confirm(server, sent, code))).isEqualTo("people.code-refused");
    }

    @Test
    void tables_hold_neither_passwords_nor_tokens() {
        String kept = server.tables()
                .withHandle(handle -> handle.createQuery("select password from person")
                        .mapTo(String.class)
                        .one());

        assertThat(kept).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("fleuve");
    }

    private int statusAt(TestServer node) {
        return node.send(node.request("/api/v1/me")
                        .header("Authorization", "Bearer " + afi.access())
                        .GET())
                .statusCode();
    }

    private HttpResponse<byte[]> signIn(String email, String password) {
        return TestPerson.post(server, "/api/v1/people/sign-ins", new SignInRequest(email, password, "Salle"));
    }

    private HttpResponse<byte[]> recover(String email) {
        return TestPerson.post(server, "/api/v1/people/recoveries", new RecoveryRequest(email, new LanguageTag("fr")));
    }

    private HttpResponse<byte[]> replace(HttpResponse<byte[]> sent, String code, String password) {
        return TestPerson.post(
                server,
                "/api/v1/people/recoveries/" + TestPerson.requestOf(sent) + "/passwords",
                new NewPassword(code, password));
    }
}
