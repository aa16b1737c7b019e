package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Role;
import studio.karangou.common.protocol.PeopleApi.Confirmation;
import studio.karangou.common.protocol.PeopleApi.ContactRequest;
import studio.karangou.common.protocol.PeopleApi.PhoneSignInRequest;
import studio.karangou.common.protocol.PeopleApi.RegistrationRequest;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.post.PostSettings;

/// Nobody is flooded, and nobody's money spent, with codes that are sent to phones and mailboxes.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class TextMessagesTest {
    private static final PostSettings.Sms GATEWAY =
            new PostSettings.Sms(URI.create("http://127.0.0.1:1/nobody"), null, new PostSettings.TextLimits(4, 8));

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
    void only_so_many_messages_leave_in_an_hour_and_in_a_day_whoever_asks() {
        server.restartWith(null, GATEWAY, null);
        for (int i = 0; i < 3; i++) {
            assertThat(registerByPhone(i).statusCode()).isEqualTo(202);
        }

        HttpResponse<byte[]> refused = registerByPhone(4);
        assertThat(TestServer.code(refused)).isEqualTo("people.messages-used-up");
        assertThat(refused.statusCode()).isEqualTo(429);
        registerByPhone(5);
        server.clock()
                .advance(Duration.ofSeconds(Long.parseLong(
                        refused.headers().firstValue("Retry-After").orElseThrow())));
        for (int i = 6; i < 9; i++) {
            assertThat(registerByPhone(i).statusCode()).isEqualTo(202);
        }
        assertThat(registerByPhone(9).statusCode()).as("six a day").isEqualTo(429);
        assertThat(logged("post.messages-used-up")).as("once an hour").hasSize(2);
        server.clock().advance(Duration.ofHours(26));
        assertThat(registerByPhone(0).statusCode()).isEqualTo(202);
    }

    @Test
    void who_has_an_account_gets_in_when_strangers_have_used_up_what_is_there_for_all() {
        TestPerson.byPhone(server, "+22890120001");
        server.restartWith(null, GATEWAY, null);
        assertThat(askByPhone(2).statusCode()).isEqualTo(202);
        assertThat(server.count("letter")).as("no account").isZero();
        for (int i = 3; registerByPhone(i).statusCode() == 202; i++) {
            assertThat(i).isLessThan(9);
        }
        assertThat(server.count("letter")).isEqualTo(3);

        assertThat(askByPhone(1).statusCode()).isEqualTo(202);
        assertThat(server.count("letter")).isEqualTo(4);
        assertThat(askByPhone(1).statusCode()).isEqualTo(429);
        assertThat(askByPhone(2).statusCode())
                .as("what tells nobody who has an account")
                .isEqualTo(429);
    }

    @Test
    void strangers_in_one_network_get_few_messages_of_all() {
        server.restartWith(null, new PostSettings.Sms(URI.create("http://127.0.0.1:1/nobody"), null), null);
        int let = 0;
        while (registerAs("+228901200" + (10 + let)).statusCode() == 202) {
            let++;
        }

        assertThat(let).isEqualTo(10);
    }

    @Test
    void who_is_signed_in_has_few_letters_sent_to_whatever_addresses() {
        TestPerson afi = TestPerson.registered(server, "afi@exemple.tg");
        int sent = 0;
        while (afi.send(
                                "/api/v1/me/contacts",
                                new ContactRequest("victime" + sent + "@exemple.tg", null, TestPerson.PASSWORD))
                        .statusCode()
                == 202) {
            sent++;
        }

        assertThat(sent).isEqualTo(5);
    }

    @Test
    void where_messages_arrive_no_host_stands_in_for_them() {
        TestPerson host = TestPerson.with(server, "lieu@exemple.tg", Role.VENUE_HOST);
        server.restartWith(null, GATEWAY, null);

        assertThat(TestServer.code(host.send("/api/v1/people/phone-codes", Map.of("phone", "+22890120001"))))
                .isEqualTo("people.codes-by-message");
    }

    @Test
    void the_log_says_which_host_opened_whose_account() {
        TestPerson host = TestPerson.with(server, "lieu@exemple.tg", Role.VENUE_HOST);
        TestPerson kossi = TestPerson.byPhone(server, "+22890120001");
        HttpResponse<byte[]> asked = askByPhone(1);
        String code = TestServer.json(host.send("/api/v1/people/phone-codes", Map.of("phone", "+22890120001")))
                .path("code")
                .asText();

        HttpResponse<byte[]> in = TestPerson.post(
                server,
                "/api/v1/people/phone-sign-ins/" + TestPerson.requestOf(asked) + "/confirmations",
                new Confirmation(code, "Salle"));

        assertThat(in.statusCode()).isEqualTo(201);
        String together = host.id() + " " + kossi.id();
        assertThat(logged("person.code-handed-out")).containsExactly(together);
        assertThat(logged("person.code-of-host-used")).containsExactly(together);
    }

    private HttpResponse<byte[]> registerByPhone(int number) {
        return registerAs("+2289012000" + number);
    }

    private HttpResponse<byte[]> registerAs(String phone) {
        return TestPerson.post(
                server,
                "/api/v1/people/registrations",
                new RegistrationRequest("Kossi", new LanguageTag("fr"), null, phone, null));
    }

    private HttpResponse<byte[]> askByPhone(int number) {
        return TestPerson.post(
                server,
                "/api/v1/people/phone-sign-ins",
                new PhoneSignInRequest("+2289012000" + number, new LanguageTag("fr")));
    }

    private List<String> logged(String action) {
        return server.tables()
                .withHandle(handle -> handle.createQuery(
                                "select actor, subject from audit_entry where action = :action order by position")
                        .bind("action", action)
                        .map((row, _) -> row.getString("actor") + " " + row.getString("subject"))
                        .list());
    }
}
