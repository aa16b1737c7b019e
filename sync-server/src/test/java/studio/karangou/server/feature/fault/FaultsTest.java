package studio.karangou.server.feature.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.protocol.FaultReport;
import studio.karangou.common.protocol.FaultReport.SystemFamily;
import studio.karangou.common.protocol.OperationBody.FaultReported;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// Faults of clients on their way in, and as an administrator sees them, on both databases.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class FaultsTest {
    private static final String PLACE = "studio.karangou.desktop.app.Screens.page:";

    @TempDir
    private static Path data;

    private static TestServer server;

    private TestDevice device;

    /// One of each database; the server is started for the whole class.
    FaultsTest(DatabaseKind kind) {}

    @BeforeParameterizedClassInvocation
    static void start(DatabaseKind kind) {
        server = TestServer.start(kind, data.resolve(kind.name()));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        server.tables().useHandle(handle -> handle.execute("delete from fault"));
        device = TestDevice.enrolled(server);
    }

    @Test
    void reports_of_one_place_are_one_fault_whatever_device_and_version() {
        TestDevice other = TestDevice.enrolled(server);
        tell(device, report(PLACE + 12, "0.9.0", 3), report(PLACE + 12, "0.9.0", 4));
        tell(other, report(PLACE + 15, "0.10.0", 1));
        tell(device, report("studio.karangou.desktop.app.Other.thing:1", "0.9.0", 1));

        JsonNode faults = faults();

        assertThat(faults).hasSize(2);
        JsonNode fault = read(report(PLACE + 1, "0", 1).fingerprint());
        assertThat(fault.path("occurrences").asInt()).isEqualTo(8);
        assertThat(fault.path("devices").asInt()).isEqualTo(2);
        assertThat(texts(fault.path("versions"))).containsExactly("0.10.0", "0.9.0");
        assertThat(texts(fault.path("frames"))).containsExactly(PLACE + 15);
        assertThat(texts(fault.path("systems"))).containsExactly("LINUX");
        assertThat(fault.path("state").asText()).isEqualTo("OPEN");
        assertThat(fault.path("settledIn").isNull()).isTrue();
    }

    @Test
    void a_batch_that_comes_twice_counts_once() {
        device.record(new FaultReported(report(PLACE + 12, "0.9.0", 3)));
        device.push(device.batchFrom(1));
        device.push(device.batchFrom(1));

        assertThat(faults().path(0).path("occurrences").asInt()).isEqualTo(3);
    }

    @Test
    void a_settled_fault_stays_settled_in_its_version_and_opens_again_in_a_newer_one() {
        tell(device, report(PLACE + 12, "0.9.0", 1));
        String id = faults().path(0).path("id").asText();
        HttpResponse<byte[]> settled = decide(id, "SETTLED");
        assertThat(settled.statusCode()).isEqualTo(200);
        assertThat(TestServer.json(settled).path("settledIn").asText()).isEqualTo("0.9.0");

        tell(device, report(PLACE + 12, "0.9.0", 1), report(PLACE + 12, "0.8.9", 1));
        assertThat(read(id).path("state").asText()).isEqualTo("SETTLED");
        assertThat(read(id).path("occurrences").asInt()).isEqualTo(3);

        tell(device, report(PLACE + 30, "0.10.0", 1));
        assertThat(read(id).path("state").asText()).isEqualTo("OPEN");
        assertThat(read(id).path("reopenedAt").isNull()).isFalse();
        assertThat(decide(id, "OPEN").statusCode()).isEqualTo(200);
        assertThat(decide("0".repeat(32), "OPEN").statusCode()).isEqualTo(404);
        assertThat(decide(id, "LOST").statusCode()).isEqualTo(400);
        HttpResponse<byte[]> nothing = server.send(server.asOperator("/api/v1/faults/" + id)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"state\": null}")));
        assertThat(nothing.statusCode()).isEqualTo(400);
    }

    @Test
    void whoever_a_device_says_did_it_no_person_stays_with_a_fault() {
        UUID person = UUID.randomUUID();
        device.recordBy(new PersonId(person), new FaultReported(report(PLACE + 12, "0.9.0", 1)));
        device.push(device.batchFrom(1));

        int named = server.tables()
                .withHandle(handle -> handle.createQuery(
                                "select count(*) from operation where actor is not null or quarantine is not null")
                        .mapTo(Integer.class)
                        .one());
        assertThat(named).isZero();
        assertThat(server.count("fault")).isEqualTo(1);
    }

    @Test
    void what_a_device_says_is_scrubbed_again() {
        FaultReport forged = new FaultReport(
                "unexpected",
                List.of("Afi.Mensah.habite.Lome"),
                List.of(PLACE + 12),
                "0.9.0",
                SystemFamily.LINUX,
                DeviceProfile.LIEU,
                1);
        tell(device, forged);

        String answer =
                new String(server.send(server.asOperator("/api/v1/faults")).body(), StandardCharsets.UTF_8);

        assertThat(answer).contains("\"other\"").doesNotContain("Mensah");
    }

    @Test
    void a_device_that_tells_of_ever_new_faults_fills_nothing_and_is_refused_nothing() {
        List<FaultReport> flood = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            flood.add(report("studio.karangou.desktop.app.Invented.thing" + i + "x:1", "0.9.0", 10_000));
        }
        PushReceipt receipt = tell(device, flood.toArray(FaultReport[]::new));

        assertThat(receipt.acknowledged()).isEqualTo(flood.size());
        assertThat(receipt.quarantined()).isEmpty();
        assertThat(server.count("fault")).isEqualTo(40);
        server.clock().advance(Duration.ofDays(2));
        device.openSession();
        tell(device, report(PLACE + 1, "0.9.0", 1));
        assertThat(server.count("fault")).isEqualTo(41);
    }

    @Test
    void the_devices_of_one_venue_leave_room_for_all_others() {
        for (int one = 0; one < 7; one++) {
            List<FaultReport> flood = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                flood.add(report("studio.karangou.desktop.app.Of" + one + ".thing" + i + "x:1", "0.9.0", 1));
            }
            tell(TestDevice.enrolled(server, device.venue()), flood.toArray(FaultReport[]::new));
        }
        assertThat(server.count("fault")).isEqualTo(250);

        tell(TestDevice.enrolled(server), report(PLACE + 1, "0.9.0", 1));
        assertThat(server.count("fault")).isEqualTo(251);
    }

    @Test
    void many_devices_that_fail_in_the_same_places_at_once_all_count() throws Exception {
        List<TestDevice> devices = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            TestDevice one = TestDevice.enrolled(server);
            for (int n = 0; n < 10; n++) {
                int place = i % 2 == 0 ? n : 9 - n;
                one.record(new FaultReported(
                        report("studio.karangou.desktop.app.Same.place" + place + "x:1", "0.9.0", 1)));
            }
            devices.add(one);
        }
        List<Future<PushReceipt>> receipts = new ArrayList<>();
        try (ExecutorService venues = Executors.newVirtualThreadPerTaskExecutor()) {
            devices.forEach(one -> receipts.add(venues.submit(() -> one.push(one.batchFrom(1)))));
        }
        for (Future<PushReceipt> receipt : receipts) {
            assertThat(receipt.get().acknowledged()).isEqualTo(10);
            assertThat(receipt.get().quarantined()).isEmpty();
        }
        assertThat(faults())
                .hasSize(10)
                .allSatisfy(
                        fault -> assertThat(fault.path("occurrences").asInt()).isEqualTo(6));
    }

    @Test
    void an_administrator_settles_them_and_the_log_says_so_others_do_not_see_them() {
        tell(device, report(PLACE + 12, "0.9.0", 1));
        String id = faults().path(0).path("id").asText();
        TestPerson chief = TestPerson.with(server, "chef@exemple.tg", Role.ADMINISTRATOR);
        TestPerson spectator = TestPerson.registered(server, "afi@exemple.tg");
        long log = server.count("audit_entry");

        HttpResponse<byte[]> settled = server.send(chief.request("/api/v1/faults/" + id)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"state\": \"SETTLED\"}")));

        assertThat(settled.statusCode()).isEqualTo(200);
        assertThat(server.count("audit_entry")).isEqualTo(log + 1);
        assertThat(spectator.get("/api/v1/faults").statusCode()).isEqualTo(403);
    }

    @Test
    void a_fault_that_no_device_tells_of_any_more_goes_with_its_sightings() {
        tell(device, report(PLACE + 12, "0.9.0", 1));
        server.clock().advance(Duration.ofDays(179));
        server.applyRetention();
        assertThat(server.count("fault_sighting")).isEqualTo(1);

        server.clock().advance(Duration.ofDays(2));
        server.applyRetention();
        assertThat(server.count("fault")).isZero();
        assertThat(server.count("fault_sighting")).isZero();
    }

    private PushReceipt tell(TestDevice teller, FaultReport... reports) {
        for (FaultReport report : reports) {
            teller.record(new FaultReported(report));
        }
        return teller.push(teller.batchFrom(1));
    }

    private JsonNode faults() {
        return TestServer.json(server.send(server.asOperator("/api/v1/faults"))).path("faults");
    }

    private JsonNode read(String id) {
        return TestServer.json(server.send(server.asOperator("/api/v1/faults/" + id)));
    }

    private HttpResponse<byte[]> decide(String id, String state) {
        return server.send(server.asOperator("/api/v1/faults/" + id)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"state\": \"" + state + "\"}")));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static FaultReport report(String place, String version, int count) {
        return new FaultReport(
                FaultReport.UNEXPECTED,
                List.of("java.lang.IllegalStateException"),
                List.of(place),
                version,
                SystemFamily.LINUX,
                DeviceProfile.LIEU,
                count);
    }
}
