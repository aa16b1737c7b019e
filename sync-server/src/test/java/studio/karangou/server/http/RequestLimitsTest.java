package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// The rates of requests, on the real server.
class RequestLimitsTest {
    private static final RequestRates FEW = new RequestRates(100, 8, 8, 3);

    @TempDir
    private static Path data;

    private static TestServer server;
    private static TestPerson person;
    private static TestPerson other;
    private static TestDevice device;

    @BeforeAll
    static void start() {
        server = TestServer.start(DatabaseKind.H2, data);
        person = TestPerson.registered(server, "afi@exemple.tg");
        other = TestPerson.registered(server, "kossi@exemple.tg");
        device = TestDevice.enrolled(server);
        server.restartWith(FEW);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void a_minute_passes() {
        server.clock().advance(Duration.ofMinutes(1));
    }

    @Test
    void an_account_is_limited_by_itself_and_told_when_to_come_again() {
        person.signIn();
        other.signIn();
        for (int i = 0; i < FEW.account(); i++) {
            assertThat(person.get("/api/v1/me").statusCode()).isEqualTo(200);
        }

        HttpResponse<byte[]> refused = person.get("/api/v1/me");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(TestServer.code(refused)).isEqualTo("http.too-many-attempts");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("8");
        assertThat(other.get("/api/v1/me").statusCode()).isEqualTo(200);

        server.clock().advance(Duration.ofSeconds(8));
        assertThat(person.get("/api/v1/me").statusCode()).isEqualTo(200);
        assertThat(person.get("/api/v1/me").statusCode()).isEqualTo(429);
    }

    @Test
    void what_brings_money_is_limited_more_strictly_and_leaves_the_rest() {
        for (int i = 0; i < FEW.money(); i++) {
            assertThat(device.send(new byte[3]).statusCode()).isEqualTo(400);
        }

        HttpResponse<byte[]> refused = device.send(new byte[3]);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("20");
        assertThat(server.send(device.request("/api/v1/sync/position").GET()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoever_comes_from_one_address_is_limited_before_anything_is_looked_at() {
        for (int i = 0; i < FEW.address(); i++) {
            server.send(server.asOperator("/api/v1/operator/jobs").GET());
        }

        HttpResponse<byte[]> refused = server.send(server.request("/api/v1/me").GET());
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(server.get("/health/live").statusCode())
                .as("who watches sees more than ever")
                .isEqualTo(200);
        assertThat(server.get("/api/v1/blobs/" + "0".repeat(64)).statusCode())
                .as("films go on")
                .isEqualTo(404);
        assertThat(server.get("/api/v1/films?q=fleuve").statusCode())
                .as("a search costs what other requests cost")
                .isEqualTo(429);
    }

    @Test
    void the_doors_are_limited_though_nothing_is_typed_there() {
        String challenges = "/api/v1/devices/" + new UUID(7, 7) + "/challenges";
        int let = 0;
        while (server.send(server.request(challenges).POST(BodyPublishers.noBody()))
                        .statusCode()
                == 201) {
            let++;
        }

        assertThat(let).isEqualTo(FEW.address() / 10);
    }
}
