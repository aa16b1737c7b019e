package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.protocol.PeopleApi;
import studio.karangou.common.protocol.PeopleApi.Confirmation;
import studio.karangou.common.protocol.PeopleApi.RecoveryRequest;
import studio.karangou.common.protocol.PeopleApi.SecondFactorRequest;
import studio.karangou.common.protocol.PeopleApi.SignInRequest;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.http.RequestRates;

/// How often strangers may try, by where they come from; on the real server behind a proxy.
class DoorLimitsTest {
    private static final String WRONG = "girafe lampe nuage vingt";
    private static final String HOME = "198.51.100.7";

    @TempDir
    private static Path data;

    private static TestServer server;
    private static int people;

    @BeforeAll
    static void start() {
        server = TestServer.start(DatabaseKind.H2, data);
        server.restartWith(new RequestRates(100_000, 100_000, 100_000, 100_000));
        server.restartBehindProxy();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void all_buckets_are_full() {
        server.clock().advance(Duration.ofDays(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/people/sign-ins",
                "/api/v1/people/registrations/{id}/confirmations",
                "/api/v1/people/sign-ins/second-factors",
                "/people/links/x"
            })
    void all_addresses_of_one_household_count_together_at_every_door(String path) {
        int let = 0;
        while (knock(path, "2001:db8:7:1::" + Integer.toHexString(let + 1)).statusCode() != 429) {
            let++;
        }

        assertThat(let).isEqualTo(60);
        assertThat(knock(path, "2001:db8:7:2::1").statusCode())
                .as("the neighbours")
                .isNotEqualTo(429);
    }

    @Test
    void codes_of_devices_are_guessed_from_one_household_ten_times() {
        TestDevice device = TestDevice.stranger(server);
        int let = 0;
        while (device.enrol("AAAA-BBBB-CCCC", "2001:db8:8:1::" + Integer.toHexString(let + 1))
                        .statusCode()
                != 429) {
            let++;
        }

        assertThat(let).isEqualTo(10);
    }

    @Test
    void a_stranger_who_guesses_slows_the_owner_down_nowhere_else() {
        String afi = registered();
        for (int i = 0; i < 10; i++) {
            assertThat(signIn(afi, WRONG, "192.0.2.9", null).statusCode()).isEqualTo(401);
        }

        assertThat(signIn(afi, WRONG, "192.0.2.9", null).statusCode()).isEqualTo(429);
        assertThat(signIn(afi, TestPerson.PASSWORD, "203.0.113.5", null).statusCode())
                .isEqualTo(201);
    }

    @Test
    void strangers_everywhere_are_slowed_down_together_and_the_owner_comes_in_from_home_and_at_their_device() {
        String afi = registered();
        TestDevice device = TestDevice.enrolled(server);
        assertThat(signIn(afi, TestPerson.PASSWORD, HOME, null).statusCode()).isEqualTo(201);
        assertThat(signIn(afi, TestPerson.PASSWORD, "203.0.113.8", device.token())
                        .statusCode())
                .isEqualTo(201);
        int guesses = 0;
        while (signIn(afi, WRONG, "192.0.2." + guesses % 200, null).statusCode() == 401) {
            guesses++;
        }

        assertThat(guesses).isEqualTo(50);
        assertThat(signIn(afi, TestPerson.PASSWORD, "203.0.113.77", null).statusCode())
                .as("from where nobody is known")
                .isEqualTo(429);
        assertThat(signIn(afi, TestPerson.PASSWORD, HOME, null).statusCode()).isEqualTo(201);
        assertThat(signIn(afi, TestPerson.PASSWORD, "203.0.113.99", device.token())
                        .statusCode())
                .as("a device that travels")
                .isEqualTo(201);
        assertThat(signIn(afi, TestPerson.PASSWORD, "203.0.113.100", "no token").statusCode())
                .isEqualTo(429);
    }

    @Test
    void a_device_is_limited_whatever_networks_it_comes_from() {
        TestDevice device = TestDevice.enrolled(server);
        int let = 0;
        while (signIn("personne" + let + "@exemple.tg", WRONG, "192.0.2." + let, device.token())
                        .statusCode()
                != 429) {
            let++;
        }

        assertThat(let).isEqualTo(60);
    }

    @Test
    void strangers_keep_nobody_from_the_code_of_a_forgotten_password() {
        String afi = registered();
        assertThat(signIn(afi, TestPerson.PASSWORD, HOME, null).statusCode()).isEqualTo(201);
        int letters = 0;
        while (recover(afi, "192.0.2." + letters).statusCode() == 202) {
            letters++;
        }

        assertThat(letters).as("fifteen with that of the registration").isEqualTo(14);
        assertThat(recover(afi, HOME).statusCode()).isEqualTo(202);
    }

    private static String registered() {
        people++;
        return TestPerson.registered(server, "afi" + people + "@exemple.tg").email();
    }

    private static HttpResponse<byte[]> knock(String path, String from) {
        Object body = path.contains("factors")
                ? new SecondFactorRequest("x", "x", "x")
                : path.contains("confirmations")
                        ? new Confirmation("1234 5678", "x")
                        : new SignInRequest("x", WRONG, "x");
        return path.startsWith("/people")
                ? server.send(
                        server.request(path).header("X-Forwarded-For", from).GET())
                : post(path.replace("{id}", new UUID(7, 7).toString()), body, from, null);
    }

    private static HttpResponse<byte[]> signIn(String email, String password, String from, String device) {
        return post("/api/v1/people/sign-ins", new SignInRequest(email, password, "Salle"), from, device);
    }

    private static HttpResponse<byte[]> recover(String email, String from) {
        return post("/api/v1/people/recoveries", new RecoveryRequest(email, new LanguageTag("fr")), from, null);
    }

    private static HttpResponse<byte[]> post(String path, Object body, String from, String device) {
        HttpRequest.Builder request = server.request(path)
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", from)
                .POST(TestServer.json(body));
        return server.send(device == null ? request : request.header(PeopleApi.DEVICE_HEADER, device));
    }
}
