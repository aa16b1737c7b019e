package studio.karangou.server.feature.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Role;
import studio.karangou.common.protocol.EnrolmentAsk;
import studio.karangou.common.protocol.EnrolmentGrant;
import studio.karangou.common.protocol.SignedDocument;
import studio.karangou.common.protocol.VenueApi.FileEnrolmentAnswer;
import studio.karangou.common.protocol.VenueApi.FileEnrolmentRequest;
import studio.karangou.common.protocol.VenueApi.VenueDraft;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.app.ServerClient;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// A device without a network is let in by the request that it wrote on a USB drive.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class FileEnrolmentTest {
    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private TestPerson host;
    private TestPerson other;
    private String venue;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        host = TestPerson.with(server, "hote@exemple.tg", Role.VENUE_HOST);
        other = TestPerson.with(server, "autre@exemple.tg", Role.VENUE_HOST);
        venue = venue(host, "Ciné-club d’Agoè");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_device_is_let_in_by_its_request_and_works_once_it_is_heard_of() {
        TestDevice device = TestDevice.stranger(server);
        EnrolmentAsk.Signed ask = device.ask();

        FileEnrolmentAnswer answer = answer(host, venue, ask);

        EnrolmentGrant grant =
                EnrolmentGrant.open(SignedDocument.decode(answer.grant().toArray()));
        assertThat(grant.request()).isEqualTo(ask.digest());
        assertThat(grant.device()).isEqualTo(answer.device());
        assertThat(grant.venue().toString()).isEqualTo(venue);
        assertThat(grant.venueName()).isEqualTo("Ciné-club d’Agoè");
        assertThat(grant.issued()).isEqualTo(server.clock().instant());
        assertThat(grant.expires()).isEqualTo(grant.issued().plus(FileEnrolment.ANSWER_LIFE));
        device.is(grant.device(), grant.venue());
        device.openSession();
        assertThat(names(venue)).contains("Projecteur");
    }

    @Test
    void the_same_request_gets_the_same_device_whoever_carries_it_twice() {
        TestDevice device = TestDevice.stranger(server);
        EnrolmentAsk.Signed ask = device.ask();
        DeviceId first = answer(host, venue, ask).device();

        assertThat(answer(host, venue, ask).device()).isEqualTo(first);
        device.is(first, grant(answer(host, venue, ask)).venue());
        device.openSession();
        assertThat(answer(host, venue, ask).device()).isEqualTo(first);
        assertThat(audited("device.enrolled", venue)).isGreaterThanOrEqualTo(1);
        assertThat(audited("device.file-answered", first.toString())).isGreaterThanOrEqualTo(3);
    }

    @Test
    void a_device_that_lost_its_answer_may_ask_with_another_nonce_until_it_was_heard_of() {
        TestDevice device = TestDevice.stranger(server);
        DeviceId first = answer(host, venue, device.ask()).device();
        EnrolmentAsk.Signed again = device.ask();
        FileEnrolmentAnswer answer = answer(host, venue, again);
        assertThat(answer.device()).isEqualTo(first);
        assertThat(grant(answer).request()).isEqualTo(again.digest());

        device.is(first, grant(answer).venue());
        device.openSession();
        assertThat(code(host, venue, device.ask())).isEqualTo("device.key-in-use");
    }

    @Test
    void what_the_host_was_not_shown_is_not_let_in() {
        EnrolmentAsk.Signed ask = TestDevice.stranger(server).ask();
        String path = "/api/v1/venues/" + venue + "/devices";
        assertThat(ServerClient.code(host.send(path, new FileEnrolmentRequest(ask, DeviceProfile.BORNE))))
                .isEqualTo("device.other-profile");
        assertThat(names(venue)).isEmpty();
        assertThat(host.send(path, new FileEnrolmentRequest(ask, DeviceProfile.LIEU))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void a_request_is_good_for_one_venue_and_not_after_its_device_was_shut_out() {
        TestDevice device = TestDevice.stranger(server);
        EnrolmentAsk.Signed ask = device.ask();
        DeviceId id = answer(host, venue, ask).device();
        String second = venue(host, "Maison des jeunes");

        assertThat(code(host, second, ask)).isEqualTo("device.request-used");
        assertThat(code(host, second, device.ask())).isEqualTo("device.key-in-use");
        assertThat(host.delete("/api/v1/venues/" + venue + "/devices/" + id).statusCode())
                .isEqualTo(204);
        assertThat(code(host, venue, ask)).isEqualTo("device.request-used");
        assertThat(answer(host, second, device.ask()).device()).isNotEqualTo(id);
    }

    @Test
    void anothers_venue_is_as_absent_as_one_that_never_was_and_nobody_else_is_let_in() {
        EnrolmentAsk.Signed ask = TestDevice.stranger(server).ask();
        assertThat(code(other, venue, ask)).isEqualTo("device.unknown-venue");
        assertThat(code(TestPerson.registered(server, "afi@exemple.tg"), venue, ask))
                .isEqualTo("http.not-permitted");
        assertThat(answer(host, venue, ask).device()).isNotNull();
    }

    @Test
    void what_was_not_signed_by_its_own_key_is_refused() {
        EnrolmentAsk asked = TestDevice.stranger(server).ask().open();
        EnrolmentAsk.Signed forged = EnrolmentAsk.Signed.of(asked, SigningKeyPair.generate());
        assertThat(code(host, venue, forged)).isEqualTo("device.bad-request-file");
        EnrolmentAsk.Signed rubbish = new EnrolmentAsk.Signed(1, Bytes.of(new byte[200]), forged.signature());
        assertThat(code(host, venue, rubbish)).isEqualTo("device.bad-request-file");
        EnrolmentAsk.Signed large = new EnrolmentAsk.Signed(1, Bytes.of(new byte[20_000]), forged.signature());
        assertThat(code(host, venue, large)).isEqualTo("device.bad-request-file");
        assertThat(code(host, venue, new EnrolmentAsk.Signed(7, forged.content(), forged.signature())))
                .isEqualTo("protocol.other-too-new");
        assertThat(TestServer.code(server.send(host.request("/api/v1/venues/" + venue + "/devices")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"ask\":null}")))))
                .isEqualTo("http.bad-body");
    }

    @Test
    void a_sealing_key_that_nothing_can_be_sealed_to_is_refused() {
        SigningKeyPair keys = SigningKeyPair.generate();
        EnrolmentAsk good = TestDevice.stranger(server).ask().open();
        EnrolmentAsk useless = new EnrolmentAsk(
                good.nonce(),
                good.name(),
                good.profile(),
                keys.verifyingKey().raw(),
                Bytes.of(new byte[32]),
                good.program(),
                good.made());
        assertThat(code(host, venue, EnrolmentAsk.Signed.of(useless, keys))).isEqualTo("device.bad-enrolment");
    }

    @Test
    void a_name_that_is_read_the_other_way_round_is_refused() {
        SigningKeyPair keys = SigningKeyPair.generate();
        EnrolmentAsk good = TestDevice.stranger(server).ask().open();
        EnrolmentAsk turned = new EnrolmentAsk(
                good.nonce(),
                "Salle \u202Eelpmis",
                good.profile(),
                keys.verifyingKey().raw(),
                good.sealingKey(),
                good.program(),
                good.made());
        assertThat(code(host, venue, EnrolmentAsk.Signed.of(turned, keys))).isEqualTo("device.bad-enrolment");
    }

    @Test
    void the_same_request_at_many_places_at_once_makes_one_device() throws Exception {
        EnrolmentAsk.Signed ask = TestDevice.stranger(server).ask();
        try (ExecutorService hosts = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<DeviceId> once = () -> answer(host, venue, ask).device();
            List<Future<DeviceId>> all = hosts.invokeAll(List.of(once, once, once, once));
            DeviceId one = all.getFirst().get();
            for (Future<DeviceId> each : all) {
                assertThat(each.get()).isEqualTo(one);
            }
        }
    }

    private String venue(TestPerson of, String name) {
        HttpResponse<byte[]> made = of.send("/api/v1/venues", new VenueDraft(name, "Lomé", new CountryCode("TG"), 120));
        assertThat(made.statusCode()).isEqualTo(201);
        return ServerClient.json(made).path("id").asText();
    }

    private static HttpResponse<byte[]> send(TestPerson who, String venue, EnrolmentAsk.Signed ask) {
        return who.send("/api/v1/venues/" + venue + "/devices", new FileEnrolmentRequest(ask, null));
    }

    private static String code(TestPerson who, String venue, EnrolmentAsk.Signed ask) {
        return ServerClient.code(send(who, venue, ask));
    }

    private static FileEnrolmentAnswer answer(TestPerson who, String venue, EnrolmentAsk.Signed ask) {
        HttpResponse<byte[]> answer = send(who, venue, ask);
        assertThat(answer.statusCode()).isEqualTo(201);
        return Wire.json().convertValue(ServerClient.json(answer), FileEnrolmentAnswer.class);
    }

    private static EnrolmentGrant grant(FileEnrolmentAnswer answer) {
        return EnrolmentGrant.open(SignedDocument.decode(answer.grant().toArray()));
    }

    private List<String> names(String of) {
        JsonNode devices =
                ServerClient.json(host.get("/api/v1/venues/" + of + "/devices")).path("devices");
        return devices.findValuesAsText("name");
    }

    private long audited(String action, String subject) {
        return server.tables()
                .withHandle(handle -> handle.createQuery(
                                "select count(*) from audit_entry where action = :action and subject = cast(:subject as uuid)")
                        .bind("action", action)
                        .bind("subject", subject)
                        .mapTo(Long.class)
                        .one());
    }
}
