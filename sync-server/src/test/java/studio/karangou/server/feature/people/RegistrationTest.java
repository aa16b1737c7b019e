package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Multipart;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Role;
import studio.karangou.common.protocol.PeopleApi.Agreed;
import studio.karangou.common.protocol.PeopleApi.Confirmation;
import studio.karangou.common.protocol.PeopleApi.ContactRequest;
import studio.karangou.common.protocol.PeopleApi.PhoneSignInRequest;
import studio.karangou.common.protocol.PeopleApi.Proof;
import studio.karangou.common.protocol.PeopleApi.RegistrationRequest;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.post.PostSettings;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RegistrationTest {
    private static final String AFI = "Afi.Mensah@exemple.tg";
    private static final String PHONE = "+22890123456";
    private static final Pattern LINK = Pattern.compile("https://\\S+(/people/links/\\S+)");

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void who_types_the_code_of_the_letter_has_an_account_and_is_signed_in() {
        TestPerson afi = TestPerson.registered(server, AFI);

        JsonNode me = TestServer.json(afi.get("/api/v1/me"));

        assertThat(me.path("name").asText()).isEqualTo("Afi Mensah");
        assertThat(me.path("email").asText()).isEqualTo(AFI);
        assertThat(me.path("roles")).hasSize(1);
        assertThat(me.path("roles").path(0).path("role").asText()).isEqualTo("SPECTATOR");
        assertThat(afi.signInWith(TestPerson.PASSWORD).statusCode()).isEqualTo(201);
    }

    @Test
    void nothing_is_there_before_the_address_is_proven() {
        TestPerson.register(server, AFI, TestPerson.PASSWORD);

        assertThat(server.count("person")).isZero();
    }

    @Test
    void an_address_that_has_an_account_is_answered_like_one_that_has_none() {
        TestPerson.registered(server, AFI);

        HttpResponse<byte[]> known = TestPerson.register(server, "afi.mensah@EXEMPLE.tg", TestPerson.PASSWORD);
        HttpResponse<byte[]> unknown = TestPerson.register(server, "kofi@exemple.tg", TestPerson.PASSWORD);

        assertThat(known.statusCode()).isEqualTo(unknown.statusCode()).isEqualTo(202);
        assertThat(TestServer.json(known).path("expires"))
                .isEqualTo(TestServer.json(unknown).path("expires"));
        JsonNode letter = TestPerson.letter(server, "afi.mensah@exemple.tg", 0);
        assertThat(letter.path("subject").asText()).isEqualTo("Vous avez déjà un compte Karangou");
        refused(TestPerson.confirm(server, known, "0000 0000"));
        refused(TestPerson.confirm(server, unknown, "0000 0000"));
        assertThat(server.count("person")).isEqualTo(1);
    }

    @Test
    void of_two_who_register_one_address_only_the_first_proof_counts() {
        HttpResponse<byte[]> first = TestPerson.register(server, AFI, TestPerson.PASSWORD);
        String firstCode = TestPerson.codeIn(TestPerson.letter(server, AFI, 0));
        HttpResponse<byte[]> second = TestPerson.register(server, AFI, "lampe girafe vingt nuage");
        String secondCode = TestPerson.codeIn(TestPerson.letter(server, AFI, 1));

        assertThat(TestPerson.confirm(server, second, secondCode).statusCode()).isEqualTo(201);
        refused(TestPerson.confirm(server, first, firstCode));
        assertThat(server.count("person")).isEqualTo(1);
    }

    @Test
    void a_code_is_good_once_and_for_its_own_request() {
        HttpResponse<byte[]> sent = TestPerson.register(server, AFI, TestPerson.PASSWORD);
        HttpResponse<byte[]> other = TestPerson.register(server, "kofi@exemple.tg", TestPerson.PASSWORD);
        String code = TestPerson.codeFor(server, AFI);

        refused(TestPerson.confirm(server, other, code));
        assertThat(TestPerson.confirm(server, sent, code.replace(" ", "-")).statusCode())
                .isEqualTo(201);
        refused(TestPerson.confirm(server, sent, code));
    }

    @Test
    void after_five_wrong_codes_the_right_one_is_refused_too() {
        HttpResponse<byte[]> sent = TestPerson.register(server, AFI, TestPerson.PASSWORD);
        String code = TestPerson.codeFor(server, AFI);
        String wrong = code.startsWith("9") ? "1" + code.substring(1) : "9" + code.substring(1);

        for (String typed : List.of(wrong, "", "x".repeat(500), "é", wrong)) {
            refused(TestPerson.confirm(server, sent, typed));
        }
        refused(TestPerson.confirm(server, sent, code));
    }

    @Test
    void a_code_ends_after_a_quarter_of_an_hour() {
        HttpResponse<byte[]> sent = TestPerson.register(server, AFI, TestPerson.PASSWORD);
        String code = TestPerson.codeFor(server, AFI);
        server.clock().advance(Duration.ofMinutes(15));

        refused(TestPerson.confirm(server, sent, code));
    }

    @Test
    void a_password_that_would_be_tried_first_is_refused_with_a_reason() {
        for (List<String> bad : List.of(
                List.of("court1!", "people.password-too-short"),
                List.of("x".repeat(257), "people.password-too-long"),
                List.of("password123", "people.password-guessable"),
                List.of("aaaaaaaaaaaaaaaa", "people.password-guessable"),
                List.of("karangou2026", "people.password-guessable"),
                List.of("Afi.Mensah", "people.password-guessable"))) {
            HttpResponse<byte[]> answer = TestPerson.register(server, AFI, bad.getFirst());
            assertThat(answer.statusCode()).as(bad.getFirst()).isEqualTo(422);
            assertThat(TestServer.code(answer)).as(bad.getFirst()).isEqualTo(bad.getLast());
        }
        assertThat(TestPerson.register(server, AFI, "sans une seule majuscule ni chiffre")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void what_is_no_address_gets_no_letter() {
        for (String email : List.of(
                "",
                "x",
                "@exemple.tg",
                "afi@",
                "afi@localhost",
                "afi mensah@exemple.tg",
                "afi@exemple.tg\r\nBcc: tous@exemple.tg",
                "<afi@exemple.tg>",
                "a@b.tg,c@d.tg",
                "é".repeat(300) + "@exemple.tg")) {
            HttpResponse<byte[]> answer = TestPerson.register(server, email, TestPerson.PASSWORD);
            assertThat(TestServer.code(answer)).as(email).isEqualTo("people.bad-field");
        }
        for (String name : List.of("", " ", "x".repeat(81), "Afi\r\nBcc: tous@exemple.tg", "Afi\u0000")) {
            HttpResponse<byte[]> answer = TestPerson.post(
                    server,
                    "/api/v1/people/registrations",
                    new RegistrationRequest(name, new LanguageTag("fr"), AFI, null, TestPerson.PASSWORD));
            assertThat(TestServer.code(answer)).as(name).isEqualTo("people.bad-field");
        }
        assertThat(server.count("one_time_code")).isZero();
    }

    @Test
    void a_mailbox_is_not_filled_through_us() {
        for (int i = 0; i < 5; i++) {
            assertThat(TestPerson.register(server, AFI, TestPerson.PASSWORD).statusCode())
                    .isEqualTo(202);
        }

        HttpResponse<byte[]> answer = TestPerson.register(server, AFI.toUpperCase(Locale.ROOT), TestPerson.PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(TestPerson.register(server, "kofi@exemple.tg", TestPerson.PASSWORD)
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void an_address_is_nowhere_in_the_tables_in_the_clear() {
        TestPerson.registered(server, AFI);

        List<byte[]> sealed = server.tables()
                .withHandle(handle -> handle.createQuery(
                                "select sealed from person_contact union all select lookup from person_contact")
                        .mapTo(byte[].class)
                        .list());

        assertThat(sealed).hasSize(2);
        assertThat(sealed)
                .allSatisfy(bytes -> assertThat(new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT))
                        .doesNotContain("mensah"));
    }

    @Test
    void what_was_ticked_is_recorded_with_the_account_that_a_typed_code_makes() {
        HttpResponse<byte[]> sent = agreeing(AFI, false);
        assertThat(server.count("person_consent")).isZero();

        TestPerson.confirm(server, sent, TestPerson.codeFor(server, AFI));

        assertThat(server.count("person_consent")).as("the notice, no news").isEqualTo(1);
    }

    private HttpResponse<byte[]> agreeing(String email, boolean news) {
        return TestPerson.post(
                server,
                "/api/v1/people/registrations",
                new RegistrationRequest(
                        "Afi Mensah", new LanguageTag("fr"), email, null, TestPerson.PASSWORD, new Agreed(1, news)));
    }

    @Test
    void a_link_makes_the_account_of_who_types_the_password_of_the_registration() {
        server.restartAt("https://karangou.example");
        HttpResponse<byte[]> sent = agreeing(AFI, true);
        JsonNode letter = TestPerson.letter(server, AFI, 0);
        Matcher link = LINK.matcher(letter.path("text").asText());
        assertThat(link.find()).isTrue();

        assertThat(text(server.get(link.group(1)))).contains("<form method=\"post\">");
        assertThat(text(server.get(link.group(1)))).contains("<form method=\"post\">");
        assertThat(server.count("person")).isZero();
        assertThat(text(press(link.group(1), "lampe girafe vingt nuage")))
                .contains("Ce n’est pas le mot de passe", "<form method=\"post\">");
        assertThat(server.count("person")).isZero();
        HttpResponse<byte[]> pressed = press(link.group(1), TestPerson.PASSWORD);
        assertThat(text(pressed)).contains("votre compte est prêt");
        assertThat(server.count("person_consent"))
                .as("the notice and the news that were ticked in the program")
                .isEqualTo(2);
        assertThat(pressed.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(server.count("person")).isEqualTo(1);
        assertThat(text(press(link.group(1), TestPerson.PASSWORD))).contains("n’est plus valable");
        refused(TestPerson.confirm(server, sent, TestPerson.codeIn(letter)));
        for (String strange : List.of("x", "%2e%2e", "A".repeat(43), "é")) {
            assertThat(text(server.get("/people/links/" + URLEncoder.encode(strange, StandardCharsets.UTF_8))))
                    .contains("n’est plus valable");
        }
    }

    @Test
    void the_link_of_a_registration_by_somebody_else_opens_nothing_for_either() {
        server.restartAt("https://karangou.example");
        HttpResponse<byte[]> sent = TestPerson.register(server, AFI, "lampe girafe vingt nuage");
        JsonNode letter = TestPerson.letter(server, AFI, 0);
        assertThat(letter.path("text").asText()).contains("Si ce n’est pas vous qui vous inscrivez");
        Matcher link = LINK.matcher(letter.path("text").asText());
        assertThat(link.find()).isTrue();

        for (String typed : List.of("", TestPerson.PASSWORD, "x", "y")) {
            assertThat(text(press(link.group(1), typed))).contains("Ce n’est pas le mot de passe");
        }
        assertThat(text(press(link.group(1), "z"))).as("the fifth").contains("n’est plus valable");
        assertThat(text(press(link.group(1), "lampe girafe vingt nuage"))).contains("n’est plus valable");
        refused(TestPerson.confirm(server, sent, TestPerson.codeIn(letter)));
        assertThat(server.count("person")).isZero();
    }

    private HttpResponse<byte[]> press(String link, String password) {
        return server.send(server.request(link)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("password=" + URLEncoder.encode(password, StandardCharsets.UTF_8))));
    }

    @Test
    void a_code_comes_through_a_real_mail_server() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            server.restartWith(
                    new PostSettings.Smtp(
                            "127.0.0.1",
                            mail.getSmtp().getPort(),
                            PostSettings.Security.NONE,
                            null,
                            "",
                            "karangou@exemple.tg"),
                    null,
                    null);
            HttpResponse<byte[]> sent = TestPerson.register(server, AFI, TestPerson.PASSWORD);
            assertThat(mail.waitForIncomingEmail(30_000, 1)).isTrue();
            Multipart parts = (Multipart) mail.getReceivedMessages()[0].getContent();
            Matcher code = Pattern.compile("\\d{4} \\d{4}")
                    .matcher(parts.getBodyPart(0).getContent().toString());

            assertThat(code.find()).isTrue();
            assertThat(TestPerson.confirm(server, sent, code.group()).statusCode())
                    .isEqualTo(201);
            assertThat(TestPerson.letters(server, AFI)).isEmpty();
        } finally {
            mail.stop();
        }
    }

    @Test
    void a_phone_is_an_account_too_and_the_same_phone_the_same_account() {
        HttpResponse<byte[]> sent = byPhone("00228 90 12 34 56");
        HttpResponse<byte[]> answer = TestPerson.confirm(server, sent, TestPerson.codeFor(server, PHONE));
        assertThat(answer.statusCode()).isEqualTo(201);
        String id = accountOf(answer);

        HttpResponse<byte[]> again = byPhone(PHONE);
        String code = TestPerson.codeIn(TestPerson.letter(server, PHONE, 1));

        assertThat(accountOf(TestPerson.confirm(server, again, code))).isEqualTo(id);
        assertThat(server.count("person")).isEqualTo(1);
    }

    @Test
    void a_phone_signs_in_and_one_without_an_account_gets_no_message_that_somebody_pays_for() {
        TestPerson.confirm(server, byPhone(PHONE), TestPerson.codeFor(server, PHONE));

        assertThat(confirmPhone(signInByPhone(PHONE), TestPerson.codeIn(TestPerson.letter(server, PHONE, 1)))
                        .statusCode())
                .isEqualTo(201);
        assertThat(signInByPhone("+22899999999").statusCode()).isEqualTo(202);
        assertThat(TestPerson.letters(server, "+22899999999")).isEmpty();
    }

    @Test
    void a_host_lets_somebody_in_whose_phone_gets_no_messages() {
        TestPerson host = TestPerson.with(server, "hote@exemple.tg", Role.VENUE_HOST);
        HttpResponse<byte[]> sent = byPhone(PHONE);
        String code = TestServer.json(host.send("/api/v1/people/phone-codes", new MeRoutes.PhoneCodeRequest(PHONE)))
                .path("code")
                .asText();

        HttpResponse<byte[]> other = TestPerson.confirm(server, byPhone("+22899999999"), code);
        HttpResponse<byte[]> in = TestPerson.confirm(server, sent, code);

        refused(other);
        assertThat(in.statusCode()).isEqualTo(201);
        refused(TestPerson.confirm(server, byPhone(PHONE), code));
    }

    @Test
    void a_hosts_code_opens_no_account_that_has_more_to_lose() {
        TestPerson host = TestPerson.with(server, "hote@exemple.tg", Role.VENUE_HOST);
        TestPerson producer = TestPerson.with(server, "afi@exemple.tg", Role.PRODUCER);
        HttpResponse<byte[]> sent =
                producer.send("/api/v1/me/contacts", new ContactRequest(null, PHONE, TestPerson.PASSWORD));
        HttpResponse<byte[]> added = producer.send(
                "/api/v1/me/contacts/" + TestPerson.requestOf(sent) + "/confirmations",
                new Confirmation(TestPerson.codeFor(server, PHONE), "Salle"));
        assertThat(added.statusCode()).isEqualTo(200);
        String code = TestServer.json(host.send("/api/v1/people/phone-codes", new MeRoutes.PhoneCodeRequest(PHONE)))
                .path("code")
                .asText();

        HttpResponse<byte[]> answer = confirmPhone(signInByPhone(PHONE), code);

        assertThat(TestServer.code(answer)).isEqualTo("people.code-not-for-hosts");
    }

    @Test
    void a_hosts_code_opens_no_account_that_something_else_opens_too() {
        TestPerson host = TestPerson.with(server, "hote@exemple.tg", Role.VENUE_HOST);
        HttpResponse<byte[]> made = TestPerson.confirm(server, byPhone(PHONE), TestPerson.codeFor(server, PHONE));
        String identity = "insert into person_identity (lookup, person, provider, created_at)"
                + " select contact.lookup, person, 'autre', verified_at from person_contact contact"
                + " where person = cast('" + accountOf(made) + "' as uuid)";
        assertThat(server.tables().<Integer, RuntimeException>withHandle(handle -> handle.execute(identity)))
                .isEqualTo(1);
        String code = TestServer.json(host.send("/api/v1/people/phone-codes", new MeRoutes.PhoneCodeRequest(PHONE)))
                .path("code")
                .asText();

        assertThat(TestServer.code(confirmPhone(signInByPhone(PHONE), code))).isEqualTo("people.code-not-for-hosts");
    }

    @Test
    void a_hosts_code_opens_no_account_with_an_email_address() {
        TestPerson host = TestPerson.with(server, "hote@exemple.tg", Role.VENUE_HOST);
        HttpResponse<byte[]> made = TestPerson.confirm(server, byPhone(PHONE), TestPerson.codeFor(server, PHONE));
        String access = TestServer.json(made).path("session").path("access").asText();
        HttpResponse<byte[]> proving =
                server.send(as(access, "/api/v1/me/proofs").POST(BodyPublishers.noBody()));
        Proof proof = Proof.byCode(
                UUID.fromString(TestPerson.requestOf(proving)), TestPerson.codeIn(TestPerson.letter(server, PHONE, 1)));
        HttpResponse<byte[]> asked = server.send(as(access, "/api/v1/me/contacts")
                .POST(TestServer.json(new ContactRequest("kofi@exemple.tg", null, null, proof))));
        String typed = TestPerson.codeFor(server, "kofi@exemple.tg");
        HttpResponse<byte[]> added =
                server.send(as(access, "/api/v1/me/contacts/" + TestPerson.requestOf(asked) + "/confirmations")
                        .POST(TestServer.json(new Confirmation(typed, "Salle"))));
        assertThat(added.statusCode()).isEqualTo(200);
        String code = TestServer.json(host.send("/api/v1/people/phone-codes", new MeRoutes.PhoneCodeRequest(PHONE)))
                .path("code")
                .asText();

        assertThat(TestServer.code(confirmPhone(signInByPhone(PHONE), code))).isEqualTo("people.code-not-for-hosts");
    }

    private HttpRequest.Builder as(String access, String path) {
        return server.request(path)
                .header("Authorization", "Bearer " + access)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<byte[]> byPhone(String phone) {
        HttpResponse<byte[]> sent = TestPerson.post(
                server,
                "/api/v1/people/registrations",
                new RegistrationRequest("Kofi", new LanguageTag("en"), null, phone, null));
        assertThat(sent.statusCode()).isEqualTo(202);
        return sent;
    }

    private HttpResponse<byte[]> signInByPhone(String phone) {
        HttpResponse<byte[]> sent = TestPerson.post(
                server, "/api/v1/people/phone-sign-ins", new PhoneSignInRequest(phone, new LanguageTag("fr")));
        assertThat(sent.statusCode()).isEqualTo(202);
        return sent;
    }

    private HttpResponse<byte[]> confirmPhone(HttpResponse<byte[]> sent, String code) {
        return TestPerson.post(
                server,
                "/api/v1/people/phone-sign-ins/" + TestPerson.requestOf(sent) + "/confirmations",
                new Confirmation(code, "Borne"));
    }

    private static String accountOf(HttpResponse<byte[]> answer) {
        return TestServer.json(answer)
                .path("session")
                .path("account")
                .path("id")
                .asText();
    }

    private static String text(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static void refused(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(TestServer.code(answer)).isEqualTo("people.code-refused");
    }
}
