package studio.karangou.server.feature.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import studio.karangou.common.model.Role;
import studio.karangou.common.protocol.ContactMark;
import studio.karangou.server.app.ServerClient;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// Two disks that were alike: the second to come is stopped, and a server that lost commits takes nobody for a copy.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class CopiesTest {
    private static final Bytes NONE = Bytes.of(new byte[0]);
    private static final Bytes HERE = mark(100);
    private static final Bytes ELSEWHERE = mark(101);

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private TestDevice device;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        device = TestDevice.enrolled(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_device_that_goes_on_from_its_last_contact_is_let_in() {
        assertThat(come(0, NONE, mark(1), HERE)).isEmpty();
        assertThat(come(1, mark(1), mark(2), HERE)).isEmpty();
        assertThat(come(2, mark(2), mark(3), ELSEWHERE))
                .as("the disk moved to another computer")
                .isEmpty();
    }

    @Test
    void who_has_sent_marks_cannot_leave_them_out() {
        assertThat(device.answerChallenge(device.challenge()).statusCode())
                .as("a program that never sent one")
                .isEqualTo(201);
        come(0, NONE, mark(1), HERE);

        HttpResponse<byte[]> without = device.answerChallenge(device.challenge());

        assertThat(without.statusCode()).isEqualTo(409);
        assertThat(TestServer.code(without)).isEqualTo("device.mark-missing");
        assertThat(come(1, mark(1), mark(2), HERE)).isEmpty();
    }

    @Test
    void a_contact_whose_answer_was_lost_is_made_again() {
        come(0, NONE, mark(1), HERE);
        assertThat(come(0, NONE, mark(1), HERE)).isEmpty();
        come(1, mark(1), mark(2), HERE);
        assertThat(come(1, mark(1), mark(2), HERE)).isEmpty();
        assertThat(come(2, mark(2), mark(3), HERE)).isEmpty();
    }

    @Test
    void a_copy_on_another_computer_is_stopped_and_the_first_goes_on() {
        come(0, NONE, mark(1), HERE);
        come(1, mark(1), mark(2), HERE);

        assertThat(come(1, mark(1), mark(9), ELSEWHERE)).isEqualTo("device.copied");
        assertThat(come(1, mark(1), mark(9), ELSEWHERE)).isEqualTo("device.copied");

        assertThat(come(2, mark(2), mark(3), HERE)).isEmpty();
        assertThat(copied()).as("said once").isEqualTo(List.of("contact"));
    }

    @Test
    void a_disk_restored_on_the_same_computer_is_told_so() {
        come(0, NONE, mark(1), HERE);
        come(1, mark(1), mark(2), HERE);

        assertThat(come(0, NONE, mark(9), HERE)).isEqualTo("device.restored");
        assertThat(copied()).isEqualTo(List.of("restored"));
    }

    @Test
    void a_server_that_lost_its_last_contacts_takes_the_device_as_it_is() {
        come(0, NONE, mark(1), HERE);

        assertThat(come(7, mark(7), mark(8), HERE)).isEmpty();
        assertThat(come(8, mark(8), mark(9), HERE)).isEmpty();
        assertThat(come(1, mark(1), mark(2), ELSEWHERE)).isEqualTo("device.copied");
    }

    @Test
    void a_number_that_no_device_reaches_is_nobodys_and_the_device_goes_on() {
        come(0, NONE, mark(1), HERE);

        assertThat(come(Long.MAX_VALUE, mark(7), mark(8), HERE)).isEqualTo("device.copied");

        assertThat(copied()).isEqualTo(List.of("jump"));
        assertThat(come(1, mark(1), mark(2), HERE)).isEmpty();
    }

    @Test
    void of_two_that_come_at_once_one_gets_in() throws Exception {
        come(0, NONE, mark(1), HERE);
        List<Callable<String>> both =
                List.of(() -> come(1, mark(1), mark(20), HERE), () -> come(1, mark(1), mark(30), ELSEWHERE));
        List<String> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> answer : threads.invokeAll(both)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).containsExactlyInAnyOrder("", "device.copied");
    }

    @Test
    void a_host_who_has_seen_to_it_settles_a_copy_and_the_next_one_is_noted_again() {
        TestPerson host = TestPerson.with(server, "hote@exemple.tg", Role.VENUE_HOST);
        TestPerson other = TestPerson.with(server, "autre@exemple.tg", Role.VENUE_HOST);
        server.send(server.asOperator("/api/v1/operator/venues/" + device.venue() + "/host")
                .header("Content-Type", "application/json")
                .PUT(ServerClient.json(Map.of("person", host.id()))));
        String devices = "/api/v1/venues/" + device.venue() + "/devices";
        String copy = devices + "/" + device.id() + "/copy";
        come(0, NONE, mark(1), HERE);
        come(1, mark(1), mark(2), HERE);
        come(1, mark(1), mark(9), ELSEWHERE);
        assertThat(copiedAt(host, devices).isNull()).isFalse();
        assertThat(ServerClient.code(other.delete(copy))).isEqualTo("device.unknown-venue");
        assertThat(copiedAt(host, devices).isNull()).isFalse();

        assertThat(host.delete(copy).statusCode()).isEqualTo(204);
        assertThat(host.delete(copy).statusCode()).as("again").isEqualTo(204);

        assertThat(copiedAt(host, devices).isNull()).isTrue();
        assertThat(server.count("audit_entry where action = 'device.copy-settled'"))
                .isEqualTo(1);
        come(1, mark(1), mark(9), ELSEWHERE);
        assertThat(copied()).isEqualTo(List.of("contact", "contact"));
    }

    private static JsonNode copiedAt(TestPerson host, String devices) {
        return ServerClient.json(host.get(devices)).at("/devices/0/copiedAt");
    }

    private String come(long number, Bytes last, Bytes next, Bytes machine) {
        HttpResponse<byte[]> answer = device.contact(new ContactMark(number, last, next, machine), null);
        return answer.statusCode() == 201 ? "" : ServerClient.code(answer);
    }

    private List<String> copied() {
        return server.tables()
                .withHandle(
                        handle -> handle.createQuery("select detail from audit_entry where action = 'device.copied'")
                                .mapTo(String.class)
                                .list());
    }

    private static Bytes mark(int content) {
        byte[] bytes = new byte[ContactMark.LENGTH];
        bytes[0] = (byte) content;
        return Bytes.of(bytes);
    }
}
