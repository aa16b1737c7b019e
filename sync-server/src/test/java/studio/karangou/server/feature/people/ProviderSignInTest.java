package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.protocol.PeopleApi.Confirmation;
import studio.karangou.common.protocol.PeopleApi.Proof;
import studio.karangou.common.protocol.PeopleApi.Proving;
import studio.karangou.common.protocol.ProviderApi.ProviderCompletion;
import studio.karangou.common.protocol.ProviderApi.ProviderSignInRequest;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ProviderSignInTest {
    private static final String REDIRECT = "http://127.0.0.1:49152/back";

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private MockIssuer issuer;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start(kind, data);
        issuer = new MockIssuer(server.clock());
        server.restartWith(issuer.provider());
    }

    @AfterEach
    void stop() {
        issuer.close();
        server.close();
    }

    @Test
    void somebody_new_has_an_account_and_the_same_one_the_next_time() {
        assertThat(TestServer.json(server.get("/api/v1/people/providers"))
                        .path("providers")
                        .path(0)
                        .path("title")
                        .asText())
                .isEqualTo("Mock");

        JsonNode first = account(signIn());
        JsonNode second = account(signIn());

        assertThat(first.path("name").asText()).isEqualTo("Afi Mensah");
        assertThat(first.path("email").asText()).isEqualTo("afi@exemple.tg");
        assertThat(second.path("id")).isEqualTo(first.path("id"));
        assertThat(server.count("person")).isEqualTo(1);
    }

    @Test
    void an_account_that_was_there_is_joined_by_who_reads_its_letters_and_not_at_a_providers_word() {
        TestPerson afi = TestPerson.registered(server, "afi@exemple.tg");
        issuer.lie(claims -> claims.subject("somebody").claim("email_verified", false));
        assertThat(account(signIn()).path("id").asText()).isNotEqualTo(afi.id().toString());
        issuer.lie(UnaryOperator.identity());

        JsonNode first = TestServer.json(signIn());
        assertThat(first.path("session").isNull()).isTrue();
        assertThat(first.path("secondFactor").isNull()).isTrue();
        String request = first.path("joining").path("request").asText();
        assertThat(TestServer.code(join(request, "0000 0000"))).isEqualTo("people.code-refused");
        String code = TestPerson.codeIn(TestPerson.letter(server, "afi@exemple.tg", 1));
        assertThat(account(join(request, code)).path("id").asText())
                .isEqualTo(afi.id().toString());
        assertThat(TestPerson.letter(server, "afi@exemple.tg", 2).path("text").asText())
                .contains("ajouté à votre compte");

        assertThat(account(signIn()).path("id").asText()).isEqualTo(afi.id().toString());
    }

    @Test
    void what_a_person_signs_in_with_is_listed_and_taken_away_with_a_proof() {
        TestPerson afi = TestPerson.registered(server, "afi@exemple.tg");
        join(afi);
        JsonNode identities = TestServer.json(afi.get("/api/v1/me/identities")).path("identities");
        assertThat(identities).hasSize(1);
        assertThat(identities.path(0).path("title").asText()).isEqualTo("Mock");
        String path = "/api/v1/me/identities/" + identities.path(0).path("id").asText() + "/removals";
        Proving right = new Proving(Proof.byPassword(TestPerson.PASSWORD));
        TestPerson other = TestPerson.registered(server, "autre@exemple.tg");

        assertThat(TestServer.code(other.send(path, right))).isEqualTo("people.unknown-identity");
        assertThat(TestServer.code(afi.send(path, new Proving(Proof.NONE)))).isEqualTo("people.sign-in-refused");
        assertThat(afi.send(path, right).statusCode()).isEqualTo(204);

        assertThat(TestServer.json(afi.get("/api/v1/me/identities")).path("identities"))
                .isEmpty();
        assertThat(TestServer.json(signIn()).path("joining").isNull()).isFalse();
    }

    @Test
    void the_only_way_in_is_not_taken_away() {
        issuer.lie(claims -> claims.claim("email_verified", false));
        TestPerson afi = TestPerson.registered(server, "autre@exemple.tg");
        afi.accept(signIn());
        String id = TestServer.json(afi.get("/api/v1/me/identities"))
                .at("/identities/0/id")
                .asText();
        String path = "/api/v1/me/identities/" + id + "/removals";

        assertThat(TestServer.code(afi.send(path, new Proving(Proof.NONE)))).isEqualTo("people.last-way-in");
        server.clock().advance(Duration.ofMinutes(6));
        assertThat(TestServer.code(afi.send(path, new Proving(Proof.NONE)))).isEqualTo("people.proof-needed");
    }

    @Test
    void a_second_factor_is_asked_for_whoever_vouches_for_the_first() {
        TestPerson afi = TestPerson.registered(server, "afi@exemple.tg");
        join(afi);
        afi.setUpSecondFactor();

        JsonNode answer = TestServer.json(signIn());

        assertThat(answer.path("session").isNull()).isTrue();
        assertThat(afi.showSecondFactor(answer.path("secondFactor").asText(), afi.nextCode())
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void a_token_that_is_not_all_that_it_should_be_lets_nobody_in() {
        List<UnaryOperator<JWTClaimsSet.Builder>> lies = List.of(
                claims -> claims.issuer("https://other.example"),
                claims -> claims.audience("other"),
                claims -> claims.claim("nonce", "other"),
                claims -> claims.claim("nonce", null),
                claims -> claims.subject(null),
                claims ->
                        claims.expirationTime(Date.from(server.clock().instant().minus(Duration.ofMinutes(5)))),
                claims -> claims.expirationTime(null));
        for (UnaryOperator<JWTClaimsSet.Builder> lie : lies) {
            issuer.lie(lie);
            refused(signIn());
        }
        issuer.lie(UnaryOperator.identity());
        issuer.signWithAnotherKey();
        refused(signIn());
        assertThat(server.count("person")).isZero();
        assertThat(server.count("audit_entry where action = 'person.provider-refused'"))
                .isEqualTo(lies.size() + 1);
    }

    @Test
    void a_provider_may_change_its_key() {
        assertThat(signIn().statusCode()).isEqualTo(201);
        issuer.rotateKey();

        assertThat(signIn().statusCode()).isEqualTo(201);
    }

    @Test
    void what_the_browser_brings_back_is_good_once_in_time_and_with_its_own_state() {
        JsonNode begun = begin();
        Map<String, String> back = issuer.consent(begun.path("address").asText());
        refused(complete(begun, back.get("code"), "other"));
        refused(complete(begun, back.get("code"), back.get("state")));

        JsonNode late = begin();
        Map<String, String> lateBack = issuer.consent(late.path("address").asText());
        server.clock().advance(Duration.ofMinutes(10));
        refused(complete(late, lateBack.get("code"), lateBack.get("state")));

        JsonNode third = begin();
        Map<String, String> thirdBack = issuer.consent(third.path("address").asText());
        refused(complete(third, "x".repeat(5_000), thirdBack.get("state")));
        JsonNode fourth = begin();
        assertThat(complete(
                                fourth,
                                thirdBack.get("code"),
                                issuer.consent(fourth.path("address").asText()).get("state"))
                        .statusCode())
                .as("the code of another sign-in: its verifier is another")
                .isEqualTo(403);
    }

    @Test
    void the_way_back_leads_to_this_machine_only() {
        for (String redirect : List.of(
                "https://127.0.0.1:1/",
                "http://localhost:1/",
                "http://127.0.0.1.evil.example:1/",
                "http://127.0.0.1:1@evil.example/",
                "http://127.0.0.1/",
                "http://127.0.0.1:1/?x",
                "",
                "javascript:alert(1)")) {
            HttpResponse<byte[]> answer = TestPerson.post(
                    server, "/api/v1/people/providers/mock/sign-ins", new ProviderSignInRequest(redirect));
            assertThat(TestServer.code(answer)).as(redirect).isEqualTo("people.bad-field");
        }
    }

    @Test
    void a_provider_that_is_none_or_does_not_answer_is_told() {
        assertThat(TestServer.code(TestPerson.post(
                        server, "/api/v1/people/providers/none/sign-ins", new ProviderSignInRequest(REDIRECT))))
                .isEqualTo("people.unknown-provider");
        issuer.close();

        assertThat(TestServer.code(TestPerson.post(
                        server, "/api/v1/people/providers/mock/sign-ins", new ProviderSignInRequest(REDIRECT))))
                .isEqualTo("people.provider-unreachable");
    }

    /// The provider opens a person's account from now on.
    private void join(TestPerson person) {
        int read = TestPerson.letters(server, person.email()).size();
        String request =
                TestServer.json(signIn()).path("joining").path("request").asText();
        String code = TestPerson.codeIn(TestPerson.letter(server, person.email(), read));
        assertThat(join(request, code).statusCode()).isEqualTo(201);
    }

    private HttpResponse<byte[]> join(String request, String code) {
        return TestPerson.post(
                server,
                "/api/v1/people/providers/joins/" + request + "/confirmations",
                new Confirmation(code, "Salle d’essai"));
    }

    private JsonNode begin() {
        HttpResponse<byte[]> begun =
                TestPerson.post(server, "/api/v1/people/providers/mock/sign-ins", new ProviderSignInRequest(REDIRECT));
        assertThat(begun.statusCode()).isEqualTo(201);
        return TestServer.json(begun);
    }

    private HttpResponse<byte[]> signIn() {
        JsonNode begun = begin();
        Map<String, String> back = issuer.consent(begun.path("address").asText());
        return complete(begun, back.get("code"), back.get("state"));
    }

    @Test
    void a_code_of_another_provider_is_not_given_to_this_one() {
        JsonNode begun = begin();
        Map<String, String> back = issuer.consent(begun.path("address").asText());
        refused(complete(begun, back.get("code"), back.get("state"), "https://other.example"));

        JsonNode again = begin();
        Map<String, String> right = issuer.consent(again.path("address").asText());
        account(complete(again, right.get("code"), right.get("state"), issuer.issuer()));
    }

    @Test
    void a_token_for_several_is_refused_unless_it_was_issued_for_us() {
        issuer.lie(claims -> claims.audience(List.of("karangou", "other")));
        refused(signIn());
        issuer.lie(claims -> claims.audience(List.of("karangou", "other")).claim("azp", "other"));
        refused(signIn());
        issuer.lie(claims -> claims.audience(List.of("karangou", "other")).claim("azp", "karangou"));
        account(signIn());
    }

    private HttpResponse<byte[]> complete(JsonNode begun, String code, String state) {
        return complete(begun, code, state, null);
    }

    private HttpResponse<byte[]> complete(JsonNode begun, String code, String state, String issuer) {
        return TestPerson.post(
                server,
                "/api/v1/people/providers/mock/completions",
                new ProviderCompletion(
                        UUID.fromString(begun.path("request").asText()),
                        code,
                        state,
                        issuer,
                        new LanguageTag("fr"),
                        "Salle"));
    }

    private static JsonNode account(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(201);
        return TestServer.json(answer).path("session").path("account");
    }

    private static void refused(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(TestServer.code(answer)).isEqualTo("people.provider-refused");
    }
}
