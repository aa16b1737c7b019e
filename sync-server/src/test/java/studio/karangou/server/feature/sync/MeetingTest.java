package studio.karangou.server.feature.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.PeopleApi;
import studio.karangou.common.protocol.PeopleApi.Confirmation;
import studio.karangou.common.protocol.PeopleApi.Erasure;
import studio.karangou.common.protocol.PeopleApi.PasswordChange;
import studio.karangou.common.protocol.PeopleApi.PhoneSignInRequest;
import studio.karangou.common.protocol.PeopleApi.RefreshRequest;
import studio.karangou.common.protocol.PeopleApi.SecondFactorRequest;
import studio.karangou.common.protocol.PeopleApi.SignInRequest;
import studio.karangou.server.app.TestCatalogue;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// A visitor signs in at a kiosk, gives, and is gone: their session alone says that it was they.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class MeetingTest {
    private static final String PROGRAM = "Borne";
    private static final String PHONE = "+22890120001";

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private TestDevice kiosk;
    private ProjectId project;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        project = new TestCatalogue(server).openProject();
        kiosk = TestDevice.enrolled(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoever_comes_in_at_a_device_gives_in_their_own_name_without_asking_for_anything_else() {
        TestPerson afi = TestPerson.registered(server, "afi@exemple.tg");
        assertThat(giver(afi)).as("registered elsewhere").isNull();

        assertThat(atKiosk("/api/v1/people/sign-ins", byPassword(afi)).statusCode())
                .isEqualTo(201);

        assertThat(giver(afi)).isEqualTo(afi.id());
        TestPerson kossi = TestPerson.byPhone(server, PHONE);
        HttpResponse<byte[]> sent =
                atKiosk("/api/v1/people/phone-sign-ins", new PhoneSignInRequest(PHONE, new LanguageTag("fr")));
        String code = TestPerson.codeIn(TestPerson.letter(server, PHONE, 1));
        assertThat(giver(kossi)).as("who has not come in yet").isNull();
        atKiosk(
                "/api/v1/people/phone-sign-ins/" + TestPerson.requestOf(sent) + "/confirmations",
                new Confirmation(code, PROGRAM));
        assertThat(giver(kossi)).isEqualTo(kossi.id());
    }

    @Test
    void a_session_that_goes_on_is_a_meeting_and_the_first_of_two_factors_is_none() {
        TestPerson afi = TestPerson.registered(server, "afi@exemple.tg");
        afi.setUpSecondFactor();

        JsonNode first = TestServer.json(atKiosk("/api/v1/people/sign-ins", byPassword(afi)));
        assertThat(giver(afi)).isNull();
        atKiosk(
                "/api/v1/people/sign-ins/second-factors",
                new SecondFactorRequest(first.path("secondFactor").asText(), afi.nextCode(), PROGRAM));
        assertThat(giver(afi)).isEqualTo(afi.id());

        TestPerson ama = TestPerson.registered(server, "ama@exemple.tg");
        atKiosk("/api/v1/people/refreshes", new RefreshRequest(ama.refresh(), UUID.randomUUID()));
        assertThat(giver(ama)).isEqualTo(ama.id());
    }

    @Test
    void an_answer_says_whether_the_meeting_is_noted_and_a_token_that_is_too_old_is_passed_over() {
        TestPerson afi = TestPerson.registered(server, "afi@exemple.tg");
        String old = kiosk.token();
        server.clock().advance(Duration.ofMinutes(71));
        afi.signIn();

        assertThat(saysMet(afi, old)).isFalse();
        assertThat(server.count("person_device")).isZero();
        kiosk.openSession();
        assertThat(saysMet(afi, kiosk.token())).isTrue();
        assertThat(saysMet(afi, kiosk.token())).as("noted before").isTrue();
        assertThat(server.count("person_device")).isEqualTo(1);
    }

    @Test
    void a_new_password_and_the_end_of_all_sessions_reach_the_venues_where_one_has_been_and_no_other() {
        TestPerson afi = TestPerson.registered(server, "afi@exemple.tg");
        TestDevice elsewhere = TestDevice.enrolled(server);
        atKiosk("/api/v1/people/sign-ins", byPassword(afi));
        assertThat(doors(kiosk)).isEmpty();

        afi.send("/api/v1/me/password", new PasswordChange(TestPerson.PASSWORD, "la mer est haute ce soir"));
        assertThat(doors(kiosk)).containsExactly(new Change.DoorsClosed(new PersonId(afi.id()), version(afi)));

        long before = version(afi);
        assertThat(server.send(afi.request("/api/v1/me/sessions").DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(doors(kiosk))
                .singleElement()
                .satisfies(closed -> assertThat(closed.credentialVersion()).isGreaterThan(before));
        assertThat(doors(elsewhere)).isEmpty();
    }

    @Test
    void a_second_factor_closes_the_doors_that_could_not_ask_for_it() {
        TestPerson afi = TestPerson.registered(server, "afi@exemple.tg");
        atKiosk("/api/v1/people/sign-ins", byPassword(afi));
        afi.setUpSecondFactor();
        assertThat(doors(kiosk)).containsExactly(new Change.DoorsClosed(new PersonId(afi.id()), version(afi)));
        assertThat(server.count("feed_change where entity like 'doors/%'")).isEqualTo(1);

        afi.send("/api/v1/me/erasure", new Erasure(TestPerson.PASSWORD, null));
        assertThat(server.count("feed_change where entity like 'doors/%'"))
                .as("nothing says where they were")
                .isZero();
    }

    /// What a device hears of closed doors that it has not heard before.
    private static List<Change.DoorsClosed> doors(TestDevice device) {
        return device.pullAll().stream()
                .filter(Change.DoorsClosed.class::isInstance)
                .map(Change.DoorsClosed.class::cast)
                .toList();
    }

    private static long version(TestPerson person) {
        return TestServer.json(person.get("/api/v1/me"))
                .path("credentialVersion")
                .asLong(-1);
    }

    private boolean saysMet(TestPerson person, String token) {
        HttpResponse<byte[]> answer = server.send(person.request("/api/v1/me")
                .header(PeopleApi.DEVICE_HEADER, token)
                .GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers()
                .firstValue(PeopleApi.DEVICE_HEADER)
                .filter(PeopleApi.DEVICE_MET::equals)
                .isPresent();
    }

    private static SignInRequest byPassword(TestPerson person) {
        return new SignInRequest(person.email(), TestPerson.PASSWORD, PROGRAM);
    }

    private HttpResponse<byte[]> atKiosk(String path, Object body) {
        return server.send(server.request(path)
                .header("Content-Type", "application/json")
                .header(PeopleApi.DEVICE_HEADER, kiosk.token())
                .POST(TestServer.json(body)));
    }

    /// Whose the gift is that the device says a person made now.
    private UUID giver(TestPerson person) {
        int next = kiosk.size() + 1;
        OperationId gift = kiosk.recordBy(
                new PersonId(person.id()),
                new ContributionMade(project, null, Money.xof(500), ContributionMethod.CASH, null, null, "Une visite"));
        kiosk.push(kiosk.batchFrom(next));
        return server.tables()
                .withHandle(handle -> handle.createQuery("select actor from operation where operation_id = :id")
                        .bind("id", gift.value())
                        .mapTo(UUID.class)
                        .findOne()
                        .orElse(null));
    }
}
