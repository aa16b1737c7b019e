package studio.karangou.server.feature.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
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
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class EnrolmentTest {
    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private VenueId venue;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        venue = TestDevice.newVenue(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_code_as_a_person_types_it_lets_one_device_in() {
        String code = TestDevice.newCode(server, venue);
        assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
        TestDevice device = TestDevice.stranger(server);

        HttpResponse<byte[]> answer = device.enrol(code.toLowerCase(Locale.ROOT)
                .replace("-", " ")
                .replace('0', 'o')
                .replace('1', 'l'));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(TestServer.json(answer).path("venue").asText()).isEqualTo(venue.toString());
        assertThat(TestServer.json(answer).path("venueName").asText()).isEqualTo("Ciné-club d’Agoè");
        device.accept(answer);
        assertThat(server.send(device.request("/api/v1/sync/position").GET()).statusCode())
                .isEqualTo(200);
        refused(TestDevice.stranger(server).enrol(code));
    }

    @Test
    void of_many_that_use_a_code_at_once_one_gets_in() throws Exception {
        String code = TestDevice.newCode(server, venue);
        List<Future<HttpResponse<byte[]>>> answers = new ArrayList<>();
        try (ExecutorService devices = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                answers.add(devices.submit(() -> TestDevice.stranger(server).enrol(code)));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<HttpResponse<byte[]>> answer : answers) {
            statuses.add(answer.get().statusCode());
        }
        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 403);
        assertThat(server.count("device")).isEqualTo(1);
    }

    @Test
    void a_device_whose_answer_was_lost_gets_the_same_again_and_nobody_else_does() {
        String code = TestDevice.newCode(server, venue);
        TestDevice device = TestDevice.stranger(server);
        HttpResponse<byte[]> lost = device.enrol(code);
        assertThat(lost.statusCode()).isEqualTo(201);
        server.restart();

        HttpResponse<byte[]> again = device.enrol(code);

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(TestServer.json(again)).isEqualTo(TestServer.json(lost));
        assertThat(server.count("device")).isEqualTo(1);
        device.accept(again);
        assertThat(enrolWith(
                                code,
                                "signingKey",
                                base64(device.signing().verifyingKey().raw()))
                        .statusCode())
                .as("the same signing key, another sealing key")
                .isEqualTo(403);
        assertThat(enrolWith(
                                code,
                                "sealingKey",
                                base64(device.sealing().sealingKey().raw()))
                        .statusCode())
                .as("the same sealing key, another signing key")
                .isEqualTo(403);
        server.clock().advance(Duration.ofHours(24));
        refused(device.enrol(code));
    }

    @Test
    void a_device_that_was_shut_out_does_not_come_in_again_by_its_code() {
        String code = TestDevice.newCode(server, venue);
        TestDevice device = TestDevice.stranger(server);
        device.accept(device.enrol(code));
        server.send(server.asOperator("/api/v1/operator/devices/" + device.id()).DELETE());

        refused(device.enrol(code));
    }

    @Test
    void a_code_ends_after_a_day() {
        String code = TestDevice.newCode(server, venue);
        server.clock().advance(Duration.ofHours(24));

        refused(TestDevice.stranger(server).enrol(code));
    }

    @Test
    void a_code_that_was_never_drawn_lets_nobody_in() {
        refused(TestDevice.stranger(server).enrol("7KQ4-M2RD"));
        refused(TestDevice.stranger(server).enrol(""));
        refused(TestDevice.stranger(server).enrol("U".repeat(1000)));
    }

    @Test
    void a_code_for_a_kiosk_makes_no_hosts_device_and_stays_good_for_a_kiosk() {
        HttpResponse<byte[]> made = server.send(server.asOperator("/api/v1/operator/venues/" + venue + "/codes")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"profile\":\"BORNE\"}")));
        String code = TestServer.json(made).path("code").asText();

        HttpResponse<byte[]> refused =
                TestDevice.stranger(server, DeviceProfile.LIEU).enrol(code);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(TestServer.json(refused).path("code").asText()).isEqualTo("device.other-profile");
        assertThat(TestServer.json(refused).path("title").asText()).contains("borne");
        assertThat(server.count("device")).isZero();
        TestDevice kiosk = TestDevice.stranger(server, DeviceProfile.BORNE);
        assertThat(kiosk.enrol(code).statusCode()).isEqualTo(201);
        assertThat(kiosk.enrol(code).statusCode()).as("its answer was lost").isEqualTo(201);
    }

    @Test
    void codes_are_not_kept_in_the_clear() {
        String code = TestDevice.newCode(server, venue);

        List<byte[]> kept = server.tables()
                .withHandle(handle -> handle.createQuery("select code_hash from enrolment_code")
                        .mapTo(byte[].class)
                        .list());

        assertThat(kept).hasSize(1);
        assertThat(kept.getFirst()).hasSize(32);
        assertThat(new String(kept.getFirst(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(code.substring(0, 4));
    }

    @Test
    void guessing_codes_is_slowed_down_and_an_honest_device_gets_in_after_a_while() {
        for (int i = 0; i < 10; i++) {
            refused(TestDevice.stranger(server).enrol("0000-000" + i));
        }
        String code = TestDevice.newCode(server, venue);
        HttpResponse<byte[]> tooMany = TestDevice.stranger(server).enrol(code);
        assertThat(tooMany.statusCode()).isEqualTo(429);
        long wait = Long.parseLong(tooMany.headers().firstValue("Retry-After").orElseThrow());
        server.clock().advance(Duration.ofSeconds(wait));

        assertThat(TestDevice.stranger(server).enrol(code).statusCode()).isEqualTo(201);
    }

    @Test
    void guesses_that_come_at_once_are_no_more_than_those_that_come_one_by_one() throws Exception {
        List<Future<HttpResponse<byte[]>>> answers = new ArrayList<>();
        try (ExecutorService strangers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 10; i < 40; i++) {
                String guess = "0000-00" + i;
                answers.add(strangers.submit(() -> TestDevice.stranger(server).enrol(guess)));
            }
        }
        int looked = 0;
        for (Future<HttpResponse<byte[]>> answer : answers) {
            looked += answer.get().statusCode() == 403 ? 1 : 0;
        }
        assertThat(looked).isEqualTo(10);
    }

    @Test
    void behind_a_proxy_who_guesses_is_told_from_who_does_not() {
        server.restartBehindProxy();
        for (int i = 0; i < 10; i++) {
            refused(TestDevice.stranger(server).enrol("0000-000" + i, "198.51.100.7, 203.0.113.5"));
        }
        String code = TestDevice.newCode(server, venue);

        assertThat(TestDevice.stranger(server).enrol(code, "203.0.113.5").statusCode())
                .isEqualTo(429);
        assertThat(TestDevice.stranger(server).enrol(code, "203.0.113.6").statusCode())
                .isEqualTo(201);
    }

    @Test
    void keys_that_cannot_be_are_refused_and_the_code_stays_good() {
        String code = TestDevice.newCode(server, venue);
        for (String field : List.of("signingKey", "sealingKey", "name")) {
            HttpResponse<byte[]> answer = enrolWith(code, field, field.equals("name") ? " " : "AAAA");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(TestServer.code(answer)).isEqualTo("device.bad-enrolment");
            assertThat(TestServer.json(answer).path("arguments").path(0).asText())
                    .isEqualTo(field);
        }
        assertThat(enrolWith(code, "sealingKey", "A".repeat(43) + "=").statusCode())
                .as("a point of small order: nothing can be sealed to it")
                .isEqualTo(400);
        assertThat(enrolWith(code, "profile", "CINEMA").statusCode()).isEqualTo(400);
        assertThat(TestDevice.stranger(server).enrol(code).statusCode()).isEqualTo(201);
    }

    @Test
    void one_key_is_one_device_and_a_refused_code_is_still_good() {
        TestDevice device = TestDevice.enrolled(server, venue);
        String code = TestDevice.newCode(server, venue);

        assertThat(TestServer.code(device.enrol(code))).isEqualTo("device.key-in-use");

        assertThat(TestDevice.stranger(server).enrol(code).statusCode()).isEqualTo(201);
    }

    @Test
    void a_session_belongs_to_who_signs_the_challenge() {
        TestDevice device = TestDevice.enrolled(server, venue);
        TestDevice other = TestDevice.enrolled(server, venue);
        String challenge = device.challenge();

        assertThat(TestServer.code(other.answerChallenge(challenge))).isEqualTo("device.challenge-refused");
        HttpResponse<byte[]> forged = server.send(server.request("/api/v1/devices/" + device.id() + "/sessions")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"challenge\":\"" + challenge + "\",\"signature\":\"" + "A".repeat(86) + "==\"}")));
        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(TestServer.code(forged)).isEqualTo("device.bad-signature");
        assertThat(device.answerChallenge(challenge).statusCode()).isEqualTo(201);
    }

    @Test
    void whether_a_device_is_there_or_was_shut_out_is_told_to_who_has_its_key() {
        TestDevice device = TestDevice.enrolled(server, venue);
        TestDevice stranger = TestDevice.stranger(server);
        stranger.is(new DeviceId(UUID.randomUUID()), venue);
        server.send(server.asOperator("/api/v1/operator/devices/" + device.id()).DELETE());

        assertThat(TestServer.code(device.answerChallenge(device.challenge()))).isEqualTo("device.revoked");
        assertThat(TestServer.code(stranger.answerChallenge(stranger.challenge())))
                .isEqualTo("device.bad-signature");
        stranger.is(device.id(), venue);
        assertThat(TestServer.code(stranger.answerChallenge(stranger.challenge())))
                .isEqualTo("device.bad-signature");
    }

    @Test
    void a_challenge_ends_after_two_minutes_and_a_session_after_ten() {
        TestDevice device = TestDevice.enrolled(server, venue);
        String challenge = device.challenge();
        server.clock().advance(Duration.ofMinutes(2));
        assertThat(TestServer.code(device.answerChallenge(challenge))).isEqualTo("device.challenge-refused");

        server.clock().advance(Duration.ofMinutes(8));
        HttpResponse<byte[]> over =
                server.send(device.request("/api/v1/sync/position").GET());
        assertThat(over.statusCode()).isEqualTo(401);
        assertThat(TestServer.code(over)).isEqualTo("device.session-expired");
        device.openSession();
        assertThat(server.send(device.request("/api/v1/sync/position").GET()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_token_that_was_changed_or_is_for_something_else_opens_nothing() {
        TestDevice device = TestDevice.enrolled(server, venue);
        String token = device.token();
        String changed = token.substring(0, 30) + (token.charAt(30) == 'A' ? 'B' : 'A') + token.substring(31);

        for (String wrong : List.of(changed, device.challenge(), "x", "", "é", "A".repeat(5000))) {
            HttpResponse<byte[]> answer = server.send(server.request("/api/v1/sync/position")
                    .header("Authorization", "Bearer " + wrong.replace("é", "_"))
                    .GET());
            assertThat(answer.statusCode()).as(wrong).isEqualTo(401);
        }
    }

    @Test
    void a_session_is_good_at_another_node_and_after_a_restart() {
        TestDevice device = TestDevice.enrolled(server, venue);

        server.restart();

        assertThat(server.send(device.request("/api/v1/sync/position").GET()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_revoked_device_is_shut_out() {
        TestDevice device = TestDevice.enrolled(server, venue);
        device.pull(ChangePage.START);
        HttpResponse<byte[]> revoked = server.send(
                server.asOperator("/api/v1/operator/devices/" + device.id()).DELETE());
        assertThat(revoked.statusCode()).isEqualTo(204);

        for (String path : List.of("/api/v1/sync/changes?after=" + ChangePage.START, "/api/v1/sync/position")) {
            assertThat(TestServer.code(server.send(device.request(path).GET())))
                    .as("its session is over with it: " + path)
                    .isEqualTo("device.revoked");
        }
        HttpResponse<byte[]> answer = device.answerChallenge(device.challenge());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(TestServer.code(answer)).isEqualTo("device.revoked");
    }

    @Test
    void only_the_operator_makes_venues_and_codes() {
        TestDevice device = TestDevice.enrolled(server, venue);
        String path = "/api/v1/operator/venues/" + venue + "/codes";

        HttpResponse<byte[]> nobody = server.send(server.request(path).POST(BodyPublishers.noBody()));
        HttpResponse<byte[]> byDevice = server.send(device.request(path).POST(BodyPublishers.noBody()));
        HttpResponse<byte[]> elsewhere =
                server.send(server.asOperator("/api/v1/operator/venues/" + device.id() + "/codes")
                        .POST(BodyPublishers.noBody()));

        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(TestServer.code(byDevice)).isEqualTo("http.operator-only");
        assertThat(TestServer.code(elsewhere)).isEqualTo("device.unknown-venue");
    }

    private static String base64(Bytes key) {
        return Base64.getEncoder().encodeToString(key.toArray());
    }

    private HttpResponse<byte[]> enrolWith(String code, String field, String value) {
        ObjectNode body = Wire.json().createObjectNode();
        body.put("code", code)
                .put("name", "Borne")
                .put("profile", "BORNE")
                .put("signingKey", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
                .put("sealingKey", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
                .put(field, value);
        return server.send(server.request("/api/v1/devices")
                .header("Content-Type", "application/json")
                .POST(TestServer.json(body)));
    }

    private static void refused(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(TestServer.code(answer)).isEqualTo("device.code-refused");
    }
}
