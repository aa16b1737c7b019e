package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.PeopleApi.Confirmation;
import studio.karangou.common.protocol.PeopleApi.ContactRequest;
import studio.karangou.common.protocol.PeopleApi.Erasure;
import studio.karangou.common.protocol.PeopleApi.NewPassword;
import studio.karangou.common.protocol.PeopleApi.PasswordChange;
import studio.karangou.common.protocol.PeopleApi.PhoneSignInRequest;
import studio.karangou.common.protocol.PeopleApi.Proof;
import studio.karangou.common.protocol.PeopleApi.Proving;
import studio.karangou.common.protocol.PeopleApi.RecoveryRequest;
import studio.karangou.common.protocol.PeopleApi.SecondFactorCode;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// What opens an account is not changed by who has nothing but a token.
class ProofTest {
    private static final String FACTOR = "/api/v1/me/second-factor";
    private static final String OTHER_PASSWORD = "girafe lampe nuage vingt";

    @TempDir
    private static Path data;

    private static TestServer server;
    private static int people;

    @BeforeAll
    static void start() {
        server = TestServer.start(DatabaseKind.H2, data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void all_buckets_are_full() {
        server.clock().advance(Duration.ofDays(1));
    }

    @Test
    void a_stolen_token_sets_up_no_second_factor() {
        TestPerson afi = registered();

        assertThat(TestServer.code(afi.send(FACTOR, new Proving(Proof.NONE)))).isEqualTo("people.sign-in-refused");
        assertThat(TestServer.code(afi.send(FACTOR, new Proving(Proof.byPassword("faux")))))
                .isEqualTo("people.sign-in-refused");
        assertThat(TestServer.code(afi.send(FACTOR, new Proving(Proof.byCode(new UUID(7, 7), "1234 5678")))))
                .isEqualTo("people.code-refused");
        assertThat(TestServer.code(afi.send(FACTOR, new Proving(Proof.bySecondFactor("123456")))))
                .isEqualTo("people.second-factor-refused");
        assertThat(afi.send(FACTOR, new Proving(Proof.byPassword(TestPerson.PASSWORD)))
                        .statusCode())
                .isEqualTo(201);
        assertThat(ways(afi).path("password").asBoolean()).isTrue();
        assertThat(ways(afi).path("codeTo").isNull()).isTrue();
        assertThat(TestServer.code(afi.send("/api/v1/me/proofs", null))).isEqualTo("people.proof-needed");
    }

    @Test
    void guessing_the_proof_is_slowed_down() {
        TestPerson afi = registered();
        for (int i = 0; i < 5; i++) {
            afi.send(FACTOR, new Proving(Proof.byPassword("faux " + i)));
        }

        assertThat(afi.send(FACTOR, new Proving(Proof.byPassword(TestPerson.PASSWORD)))
                        .statusCode())
                .isEqualTo(429);
    }

    @Test
    void who_has_a_phone_alone_shows_a_code_that_goes_to_it_and_is_told_there() {
        String phone = phone();
        TestPerson kossi = TestPerson.byPhone(server, phone);
        ContactRequest contact = new ContactRequest(email(), null, null, Proof.NONE);
        assertThat(TestServer.code(kossi.send("/api/v1/me/contacts", contact))).isEqualTo("people.proof-needed");
        assertThat(TestServer.code(kossi.send("/api/v1/me/erasure", new Erasure(null, Proof.NONE))))
                .isEqualTo("people.proof-needed");
        assertThat(ways(kossi).path("codeTo").asText()).isEqualTo("PHONE");

        ContactRequest proven = new ContactRequest(email(), null, null, proofByCode(kossi, phone));
        HttpResponse<byte[]> sent = kossi.send("/api/v1/me/contacts", proven);
        assertThat(sent.statusCode()).isEqualTo(202);
        assertThat(TestServer.code(kossi.send("/api/v1/me/contacts", proven)))
                .as("good once")
                .isEqualTo("people.code-refused");
        int read = TestPerson.letters(server, phone).size();
        kossi.send(
                "/api/v1/me/contacts/" + TestPerson.requestOf(sent) + "/confirmations",
                new Confirmation(TestPerson.codeFor(server, proven.email()), "Salle"));
        assertThat(TestPerson.letter(server, phone, read).path("text").asText()).contains("a changé");
    }

    @Test
    void a_code_of_another_person_proves_nothing() {
        String phone = phone();
        TestPerson kossi = TestPerson.byPhone(server, phone);
        TestPerson thief = TestPerson.byPhone(server, phone());

        Proof proof = proofByCode(kossi, phone);

        assertThat(TestServer.code(thief.send("/api/v1/me/contacts", new ContactRequest(email(), null, null, proof))))
                .isEqualTo("people.code-refused");
    }

    @Test
    void who_has_a_phone_alone_takes_on_nothing_that_would_shut_them_out_for_good() {
        String phone = phone();
        TestPerson kossi = TestPerson.byPhone(server, phone);

        assertThat(TestServer.code(ask(kossi, Role.VENUE_HOST))).isEqualTo("people.other-way-in-needed");
        assertThat(TestServer.code(kossi.given(Role.VENUE_HOST, RoleState.VERIFIED)))
                .isEqualTo("people.other-way-in-needed");
        Proof proof = proofByCode(kossi, phone);
        assertThat(TestServer.code(kossi.send(FACTOR, new Proving(proof)))).isEqualTo("people.other-way-in-needed");
        assertThat(codeOfHostOpens(phone)).isTrue();

        String email = email();
        HttpResponse<byte[]> sent = kossi.send("/api/v1/me/contacts", new ContactRequest(email, null, null, proof));
        kossi.send(
                "/api/v1/me/contacts/" + TestPerson.requestOf(sent) + "/confirmations",
                new Confirmation(TestPerson.codeFor(server, email), "Salle"));
        assertThat(ask(kossi, Role.VENUE_HOST).statusCode()).isEqualTo(204);
    }

    @Test
    void a_role_that_was_refused_shuts_nobody_out_and_one_that_is_asked_for_keeps_hosts_out() {
        String phone = phone();
        TestPerson kossi = TestPerson.byPhone(server, phone);
        // as servers made them before they looked for another way in
        server.tables()
                .useHandle(handle -> handle.createUpdate("insert into person_role"
                                + " (person, role, state, requested_at) values (:id, 'DIRECTOR', 'REQUESTED', :now)")
                        .bind("id", kossi.id())
                        .bind("now", server.clock().instant().atOffset(ZoneOffset.UTC))
                        .execute());
        assertThat(codeOfHostOpens(phone)).isFalse();

        assertThat(kossi.given(Role.DIRECTOR, RoleState.REFUSED).statusCode()).isEqualTo(204);

        assertThat(codeOfHostOpens(phone)).isTrue();
    }

    @Test
    void recovery_codes_are_renewed_with_a_code_even_by_administrators() {
        TestPerson ada = TestPerson.with(server, email(), Role.ADMINISTRATOR);
        String path = FACTOR + "/recovery-codes";
        assertThat(TestServer.code(ada.send(path, new SecondFactorCode("000000"))))
                .isEqualTo("people.second-factor-refused");

        List<String> first = codes(ada.send(path, new SecondFactorCode(ada.nextCode())));
        List<String> second = codes(ada.send(path, new SecondFactorCode(first.getFirst())));

        assertThat(second).hasSize(10).doesNotContainAnyElementsOf(first);
        assertThat(ada.showSecondFactor(challenge(ada), first.getLast()).statusCode())
                .isEqualTo(401);
        assertThat(ada.showSecondFactor(challenge(ada), second.getLast()).statusCode())
                .isEqualTo(201);
        assertThat(TestServer.code(registered().send(path, new SecondFactorCode("000000"))))
                .isEqualTo("people.second-factor-missing");
    }

    @Test
    void what_was_begun_before_another_password_is_not_ended_after_it() {
        TestPerson afi = registered();
        afi.setUpSecondFactor();
        String challenge = challenge(afi);
        HttpResponse<byte[]> recovery = recover(afi.email());
        String code = TestPerson.codeIn(TestPerson.letter(server, afi.email(), 2));
        assertThat(afi.send("/api/v1/me/password", new PasswordChange(TestPerson.PASSWORD, OTHER_PASSWORD))
                        .statusCode())
                .isEqualTo(204);

        assertThat(TestServer.code(afi.showSecondFactor(challenge, afi.nextCode())))
                .isEqualTo("people.second-factor-refused");
        assertThat(TestServer.code(replace(recovery, code, "encore une autre phrase rare")))
                .isEqualTo("people.code-refused");
    }

    @Test
    void a_code_that_is_under_way_to_an_address_is_void_once_the_address_is_another() {
        TestPerson afi = registered();
        String next = email();
        HttpResponse<byte[]> sent =
                afi.send("/api/v1/me/contacts", new ContactRequest(next, null, TestPerson.PASSWORD));
        HttpResponse<byte[]> recovery = recover(afi.email());
        String code = TestPerson.codeIn(TestPerson.letter(server, afi.email(), 1));
        assertThat(afi.send(
                                "/api/v1/me/contacts/" + TestPerson.requestOf(sent) + "/confirmations",
                                new Confirmation(TestPerson.codeFor(server, next), "Salle"))
                        .statusCode())
                .isEqualTo(200);

        assertThat(TestServer.code(replace(recovery, code, OTHER_PASSWORD))).isEqualTo("people.code-refused");
    }

    @Test
    void a_stranger_has_no_password_judged_or_hashed() {
        TestPerson afi = registered();
        HttpResponse<byte[]> recovery = recover(afi.email());
        String right = TestPerson.codeIn(TestPerson.letter(server, afi.email(), 1));

        assertThat(TestServer.code(replace(recovery, "0000 0000", "court"))).isEqualTo("people.code-refused");
        assertThat(TestServer.code(replace(recovery, right, "court"))).isEqualTo("people.password-too-short");
        assertThat(replace(recovery, right, OTHER_PASSWORD).statusCode())
                .as("the code stayed good")
                .isEqualTo(204);
    }

    @Test
    void a_session_ends_half_a_year_after_the_sign_in_however_much_it_is_used() {
        TestPerson afi = registered();
        for (int i = 0; i < 2; i++) {
            server.clock().advance(Duration.ofDays(80));
            afi.accept(afi.refreshWith(afi.refresh(), UUID.randomUUID()));
        }
        server.clock().advance(Duration.ofDays(20));

        assertThat(TestServer.code(afi.refreshWith(afi.refresh(), UUID.randomUUID())))
                .isEqualTo("people.refresh-refused");
    }

    @Test
    void staff_sign_in_anew_sooner_with_their_second_factor_and_who_becomes_staff_too() {
        TestPerson ada = TestPerson.with(server, email(), Role.ADMINISTRATOR);
        for (int i = 0; i < 2; i++) {
            server.clock().advance(Duration.ofHours(23));
            ada.accept(ada.refreshWith(ada.refresh(), UUID.randomUUID()));
        }
        server.clock().advance(Duration.ofHours(2));
        assertThat(TestServer.code(ada.refreshWith(ada.refresh(), UUID.randomUUID())))
                .isEqualTo("people.refresh-refused");

        TestPerson afi = registered();
        server.clock().advance(Duration.ofDays(3));
        afi.accept(afi.refreshWith(afi.refresh(), UUID.randomUUID()));
        afi.given(Role.MODERATOR, RoleState.VERIFIED);
        assertThat(TestServer.code(afi.refreshWith(afi.refresh(), UUID.randomUUID())))
                .isEqualTo("people.refresh-refused");
    }

    @Test
    void who_has_an_address_and_no_password_chooses_one_by_a_proof() {
        String phone = phone();
        TestPerson kossi = TestPerson.byPhone(server, phone);
        PasswordChange first = new PasswordChange(null, OTHER_PASSWORD, Proof.NONE);
        assertThat(TestServer.code(kossi.send("/api/v1/me/password", first)))
                .as("it would open nothing, and keep hosts out")
                .isEqualTo("people.other-way-in-needed");
        String email = email();
        HttpResponse<byte[]> sent =
                kossi.send("/api/v1/me/contacts", new ContactRequest(email, null, null, proofByCode(kossi, phone)));
        kossi.send(
                "/api/v1/me/contacts/" + TestPerson.requestOf(sent) + "/confirmations",
                new Confirmation(TestPerson.codeFor(server, email), "Salle"));
        assertThat(TestServer.json(kossi.get("/api/v1/me")).path("hasPassword").asBoolean(true))
                .isFalse();

        assertThat(TestServer.code(kossi.send("/api/v1/me/password", first))).isEqualTo("people.proof-needed");
        PasswordChange proven = new PasswordChange(null, OTHER_PASSWORD, proofByCode(kossi, email));
        assertThat(kossi.send("/api/v1/me/password", proven).statusCode()).isEqualTo(204);

        assertThat(TestServer.json(kossi.get("/api/v1/me")).path("hasPassword").asBoolean())
                .isTrue();
        assertThat(TestServer.code(kossi.send("/api/v1/me/password", proven)))
                .as("now the current one is asked for")
                .isEqualTo("people.sign-in-refused");
    }

    @Test
    void a_recovered_password_is_not_made_of_the_persons_own_words() {
        String email = "girafe.lampe.nuage@exemple.tg";
        TestPerson.registered(server, email);
        HttpResponse<byte[]> recovery = recover(email);
        String code = TestPerson.codeIn(TestPerson.letter(server, email, 1));

        assertThat(TestServer.code(replace(recovery, code, "girafe.lampe.nuage")))
                .isEqualTo("people.password-guessable");
        assertThat(replace(recovery, code, "tambour sept fleuve mangue").statusCode())
                .isEqualTo(204);
    }

    private static HttpResponse<byte[]> ask(TestPerson person, Role role) {
        return server.send(person.request("/api/v1/me/roles/" + role).PUT(BodyPublishers.noBody()));
    }

    private static boolean codeOfHostOpens(String phone) {
        TestPerson host = TestPerson.with(server, email(), Role.VENUE_HOST);
        HttpResponse<byte[]> asked = TestPerson.post(
                server, "/api/v1/people/phone-sign-ins", new PhoneSignInRequest(phone, new LanguageTag("fr")));
        String code = TestServer.json(host.send("/api/v1/people/phone-codes", Map.of("phone", phone)))
                .path("code")
                .asText();
        HttpResponse<byte[]> in = TestPerson.post(
                server,
                "/api/v1/people/phone-sign-ins/" + TestPerson.requestOf(asked) + "/confirmations",
                new Confirmation(code, "Salle"));
        return in.statusCode() == 201;
    }

    private static String email() {
        people++;
        return "personne" + people + "@exemple.tg";
    }

    private static String phone() {
        people++;
        return "+2289012%04d".formatted(people);
    }

    private static TestPerson registered() {
        return TestPerson.registered(server, email());
    }

    private static JsonNode ways(TestPerson person) {
        return TestServer.json(person.get("/api/v1/me/proofs"));
    }

    private static Proof proofByCode(TestPerson person, String to) {
        int read = TestPerson.letters(server, to).size();
        HttpResponse<byte[]> sent = person.send("/api/v1/me/proofs", null);
        assertThat(sent.statusCode()).isEqualTo(202);
        String code = TestPerson.codeIn(TestPerson.letter(server, to, read));
        return Proof.byCode(UUID.fromString(TestPerson.requestOf(sent)), code);
    }

    private static String challenge(TestPerson person) {
        return TestServer.json(person.signInWith(TestPerson.PASSWORD))
                .path("secondFactor")
                .asText();
    }

    private static List<String> codes(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(201);
        return TestServer.json(answer)
                .path("codes")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    private static HttpResponse<byte[]> recover(String email) {
        return TestPerson.post(server, "/api/v1/people/recoveries", new RecoveryRequest(email, new LanguageTag("fr")));
    }

    private static HttpResponse<byte[]> replace(HttpResponse<byte[]> recovery, String code, String password) {
        return TestPerson.post(
                server,
                "/api/v1/people/recoveries/" + TestPerson.requestOf(recovery) + "/passwords",
                new NewPassword(code, password));
    }
}
