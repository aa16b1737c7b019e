package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.protocol.PeopleApi.Confirmation;
import studio.karangou.common.protocol.PeopleApi.ContactRequest;
import studio.karangou.common.protocol.PeopleApi.SignInRequest;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ContactChangeTest {
    private static final String OLD = "afi@exemple.tg";
    private static final String NEW = "afi.mensah@exemple.bj";

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private TestPerson afi;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        afi = TestPerson.registered(server, OLD);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_new_address_counts_once_it_is_proven_and_the_old_one_is_told() {
        HttpResponse<byte[]> sent = ask(NEW, null, TestPerson.PASSWORD);
        assertThat(sent.statusCode()).isEqualTo(202);
        assertThat(signIn(NEW)).isEqualTo(401);

        HttpResponse<byte[]> changed = confirm(afi, sent, TestPerson.codeFor(server, NEW));

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(TestServer.json(changed).path("email").asText()).isEqualTo(NEW);
        assertThat(signIn(NEW)).isEqualTo(201);
        assertThat(signIn(OLD)).isEqualTo(401);
        assertThat(TestPerson.letter(server, OLD, 1).path("subject").asText()).contains("adresse");
    }

    @Test
    void a_phone_is_added_to_an_address() {
        HttpResponse<byte[]> sent = ask(null, "+22890123456", TestPerson.PASSWORD);

        HttpResponse<byte[]> changed = confirm(afi, sent, TestPerson.codeFor(server, "+22890123456"));

        assertThat(TestServer.json(changed).path("phone").asText()).isEqualTo("+22890123456");
        assertThat(TestServer.json(changed).path("email").asText()).isEqualTo(OLD);
    }

    @Test
    void it_takes_the_password_and_an_address_that_can_be() {
        assertThat(TestServer.code(ask(NEW, null, "faux"))).isEqualTo("people.sign-in-refused");
        assertThat(TestServer.code(ask(NEW, null, null))).isEqualTo("people.sign-in-refused");
        assertThat(TestServer.code(ask(null, null, TestPerson.PASSWORD))).isEqualTo("people.bad-field");
        assertThat(TestServer.code(ask(NEW, "+22890123456", TestPerson.PASSWORD)))
                .isEqualTo("people.bad-field");
        assertThat(TestServer.code(ask("x", null, TestPerson.PASSWORD))).isEqualTo("people.bad-field");
        assertThat(TestServer.code(ask(null, "x", TestPerson.PASSWORD))).isEqualTo("people.bad-field");
    }

    @Test
    void an_address_of_another_account_is_answered_alike_and_never_taken() {
        TestPerson other = TestPerson.registered(server, NEW);

        HttpResponse<byte[]> sent = ask(NEW, null, TestPerson.PASSWORD);

        assertThat(sent.statusCode()).isEqualTo(202);
        assertThat(TestPerson.letter(server, NEW, 1).path("subject").asText()).contains("déjà un compte");
        assertThat(TestServer.code(confirm(afi, sent, "0000 0000"))).isEqualTo("people.code-refused");
        assertThat(other.isSignedIn()).isTrue();
    }

    @Test
    void a_code_of_one_person_changes_nobody_else() {
        TestPerson other = TestPerson.registered(server, "autre@exemple.tg");
        HttpResponse<byte[]> sent = ask(NEW, null, TestPerson.PASSWORD);
        String code = TestPerson.codeFor(server, NEW);

        assertThat(TestServer.code(confirm(other, sent, code))).isEqualTo("people.code-refused");
        assertThat(TestServer.json(other.get("/api/v1/me")).path("email").asText())
                .isEqualTo("autre@exemple.tg");
    }

    private HttpResponse<byte[]> ask(String email, String phone, String password) {
        return afi.send("/api/v1/me/contacts", new ContactRequest(email, phone, password));
    }

    private HttpResponse<byte[]> confirm(TestPerson by, HttpResponse<byte[]> sent, String code) {
        return by.send(
                "/api/v1/me/contacts/" + TestPerson.requestOf(sent) + "/confirmations",
                new Confirmation(code, "Salle"));
    }

    private int signIn(String email) {
        return TestPerson.post(
                        server, "/api/v1/people/sign-ins", new SignInRequest(email, TestPerson.PASSWORD, "Salle"))
                .statusCode();
    }
}
