package studio.karangou.server.feature.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
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
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.DeviceHealth;
import studio.karangou.common.protocol.KeyPlace;
import studio.karangou.common.protocol.VenueApi.VenueDraft;
import studio.karangou.server.app.ServerClient;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// A host registers venues and looks after the devices in them.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class VenuesTest {
    private static final VenueDraft CLUB =
            new VenueDraft(" Ciné-club d’Agoè ", "Lomé, Agoè-Nyivé", new CountryCode("TG"), 120);
    private static final DeviceHealth HEALTH =
            new DeviceHealth("1.2.0", 40_000_000_000L, 250_000_000_000L, -90_000, true, 17, KeyPlace.SECRET_SERVICE);

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private TestPerson host;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        host = TestPerson.with(server, "hote@exemple.tg", Role.VENUE_HOST);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_host_registers_a_venue_and_its_device_tells_how_it_is() {
        JsonNode venue = registered();
        assertThat(venue.path("name").asText()).isEqualTo("Ciné-club d’Agoè");

        TestDevice device = TestDevice.stranger(server);
        device.accept(device.enrol(code(venue)));
        assertThat(device.contact(null, HEALTH).statusCode()).isEqualTo(201);

        JsonNode seen = devices(venue).get(0);
        assertThat(seen.path("id").asText()).isEqualTo(device.id().toString());
        assertThat(seen.path("health").path("pending").asInt()).isEqualTo(17);
        assertThat(seen.path("health").path("keys").asText()).isEqualTo("SECRET_SERVICE");
        assertThat(seen.path("lastContact").asText())
                .isEqualTo(server.clock().instant().toString());
        JsonNode listed =
                ServerClient.json(host.get("/api/v1/venues")).path("venues").get(0);
        assertThat(listed.path("devices").asInt()).isEqualTo(1);
        assertThat(actions()).containsSubsequence("venue.registered", "device.code-issued", "device.enrolled");
    }

    @Test
    void a_device_that_says_nothing_of_itself_keeps_what_was_known() {
        TestDevice device = TestDevice.stranger(server);
        JsonNode venue = registered();
        device.accept(device.enrol(code(venue)));
        device.contact(null, HEALTH);

        device.openSession();

        assertThat(devices(venue).get(0).path("health").path("version").asText())
                .isEqualTo("1.2.0");
    }

    @Test
    void a_host_shuts_a_lost_device_out() {
        JsonNode venue = registered();
        TestDevice device = TestDevice.stranger(server);
        device.accept(device.enrol(code(venue)));

        assertThat(host.delete(path(venue) + "/devices/" + device.id()).statusCode())
                .isEqualTo(204);

        assertThat(ServerClient.code(device.answerChallenge(device.challenge())))
                .isEqualTo("device.revoked");
        assertThat(devices(venue).get(0).path("revokedAt").isNull()).isFalse();
        assertThat(actions()).contains("device.revoked");
    }

    @Test
    void a_venue_is_changed_by_its_host_alone() {
        JsonNode venue = registered();
        TestPerson other = TestPerson.with(server, "autre@exemple.tg", Role.VENUE_HOST);
        TestDevice device = TestDevice.stranger(server);
        device.accept(device.enrol(code(venue)));
        VenueDraft better = new VenueDraft("Maison des jeunes", "Kara", new CountryCode("TG"), 80);

        assertThat(put(other, path(venue), better)).isEqualTo("device.unknown-venue");
        assertThat(ServerClient.code(other.send(path(venue) + "/codes", null))).isEqualTo("device.unknown-venue");
        assertThat(ServerClient.code(other.delete(path(venue) + "/devices/" + device.id())))
                .isEqualTo("device.unknown-venue");
        // a device of another venue is not in one's own either
        JsonNode theirs = ServerClient.json(other.send("/api/v1/venues", CLUB));
        assertThat(ServerClient.code(other.delete(path(theirs) + "/devices/" + device.id())))
                .isEqualTo("device.unknown");

        assertThat(put(host, path(venue), better)).isEmpty();
        assertThat(ServerClient.json(host.get("/api/v1/venues"))
                        .at("/venues/0/name")
                        .asText())
                .isEqualTo("Maison des jeunes");
    }

    @Test
    void who_is_not_verified_registers_nothing() {
        TestPerson asks = TestPerson.registered(server, "demande@exemple.tg");
        server.send(asks.request("/api/v1/me/roles/VENUE_HOST").PUT(BodyPublishers.noBody()));

        assertThat(ServerClient.code(asks.send("/api/v1/venues", CLUB))).isEqualTo("http.not-permitted");

        asks.given(Role.VENUE_HOST, RoleState.VERIFIED);
        server.clock().advance(Duration.ofSeconds(11));
        assertThat(asks.send("/api/v1/venues", CLUB).statusCode()).isEqualTo(201);
    }

    @Test
    void what_cannot_be_a_venue_is_refused_by_its_field() {
        for (Map.Entry<String, VenueDraft> bad : Map.of(
                        "name", new VenueDraft(" ", "Kara", new CountryCode("TG"), 80),
                        "place", new VenueDraft("Maison", "x".repeat(121), new CountryCode("TG"), 80),
                        "capacity", new VenueDraft("Maison", "Kara", new CountryCode("TG"), 0))
                .entrySet()) {
            JsonNode problem = ServerClient.json(host.send("/api/v1/venues", bad.getValue()));

            assertThat(problem.path("code").asText()).isEqualTo("device.bad-venue");
            assertThat(problem.toString()).contains(bad.getKey());
        }
    }

    @Test
    void the_operator_gives_a_venue_to_a_host_and_sees_every_device() {
        TestDevice device = TestDevice.enrolled(server);
        TestPerson spectator = TestPerson.registered(server, "spectatrice@exemple.tg");

        assertThat(ServerClient.code(give(device.venue(), spectator)))
                .as("who is no verified host")
                .isEqualTo("device.unknown-host");
        assertThat(give(device.venue(), host).statusCode()).isEqualTo(204);
        assertThat(ServerClient.json(host.get("/api/v1/venues"))
                        .at("/venues/0/id")
                        .asText())
                .isEqualTo(device.venue().toString());
        JsonNode all = ServerClient.json(
                server.send(server.asOperator("/api/v1/operator/devices").GET()));
        assertThat(all.at("/devices/0/id").asText()).isEqualTo(device.id().toString());
    }

    private HttpResponse<byte[]> give(VenueId venue, TestPerson person) {
        return server.send(server.asOperator("/api/v1/operator/venues/" + venue + "/host")
                .header("Content-Type", "application/json")
                .PUT(ServerClient.json(Map.of("person", person.id()))));
    }

    private JsonNode registered() {
        HttpResponse<byte[]> answer = host.send("/api/v1/venues", CLUB);
        assertThat(answer.statusCode()).isEqualTo(201);
        return ServerClient.json(answer);
    }

    private String code(JsonNode venue) {
        HttpResponse<byte[]> answer = host.send(path(venue) + "/codes", null);
        assertThat(answer.statusCode()).isEqualTo(201);
        return ServerClient.json(answer).path("code").asText();
    }

    private JsonNode devices(JsonNode venue) {
        return ServerClient.json(host.get(path(venue) + "/devices")).path("devices");
    }

    private String put(TestPerson person, String path, VenueDraft draft) {
        HttpResponse<byte[]> answer = server.send(
                person.request(path).header("Content-Type", "application/json").PUT(ServerClient.json(draft)));
        return answer.statusCode() == 200 ? "" : ServerClient.code(answer);
    }

    private List<String> actions() {
        return server.tables()
                .withHandle(handle -> handle.createQuery("select action from audit_entry order by position")
                        .mapTo(String.class)
                        .list());
    }

    private static String path(JsonNode venue) {
        return "/api/v1/venues/" + venue.path("id").asText();
    }
}
