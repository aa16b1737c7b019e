package studio.karangou.desktop.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.ContactMark;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.desktop.engine.enrolment.EnrolmentFailure;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;
import studio.karangou.desktop.feature.sync.SyncStatus.Connection;

class EnrolmentTest {
    static final MessagePosted MESSAGE = new MessagePosted(new FilmId(new UUID(9, 1)), "Ama", "Bonsoir");

    @TempDir
    Path folder;

    private EngineBench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new EngineBench(folder.resolve("device"));
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void a_code_whose_answer_was_lost_is_good_again_for_this_device_alone() {
        bench.server.faults.loseEnrolments = true;
        assertThatThrownBy(bench::enrol).isInstanceOf(FailureException.class);
        assertThat(bench.engine().enrolment().current()).isEmpty();
        bench.server.faults.loseEnrolments = false;
        try (Engine other = Engine.open(folder.resolve("other"), bench.clock, EngineSettings.USUAL)) {
            assertThatThrownBy(() -> other.enrolment()
                            .enrol(bench.server.address(), FakeServer.CODE, "Autre", DeviceProfile.LIEU))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure())
                                    .isInstanceOfSatisfying(
                                            ServerFailure.Refused.class,
                                            refused -> assertThat(refused.problem())
                                                    .isEqualTo("device.code-refused")));
        }
        bench.stop();
        bench.enrol();
        assertThat(bench.engine().enrolment().current()).isPresent();
        bench.engine().journal().record(MESSAGE);
        bench.await("the message", () -> bench.server.operations().size() == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"device.cbor", "device.cbor.copy"})
    void one_of_two_files_is_enough_to_know_who_the_device_is(String damaged) throws IOException {
        bench.enrol();
        EnrolledDevice device = bench.engine().enrolment().current().orElseThrow();
        bench.server.down();
        Operation made = bench.engine().journal().record(MESSAGE);
        bench.stop();
        byte[] good = Files.readAllBytes(file(damaged));
        Files.write(file(damaged), new byte[good.length]);
        assertThat(bench.engine().enrolment().current()).contains(device);
        assertThat(file(damaged)).hasBinaryContent(good);
        bench.server.up();
        bench.await("the message", () -> bench.server.operations().equals(List.of(made)));
    }

    @Test
    void a_device_that_has_recorded_and_cannot_tell_who_it_is_stops_and_loses_nothing() throws IOException {
        bench.enrol();
        bench.server.down();
        Operation made = bench.engine().journal().record(MESSAGE);
        bench.stop();
        byte[] good = Files.readAllBytes(file("device.cbor"));
        Files.delete(file("device.cbor.copy"));
        Files.write(file("device.cbor"), new byte[good.length]);
        assertThatThrownBy(bench::engine)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure())
                                .isEqualTo(new EnrolmentFailure.IdentityLost(
                                        file("device.cbor").toString())));
        Files.delete(file("device.cbor"));
        assertThatThrownBy(bench::engine).isInstanceOf(FailureException.class);
        Files.write(file("device.cbor"), good);
        bench.server.up();
        bench.await("the message", () -> bench.server.operations().equals(List.of(made)));
    }

    @Test
    void a_device_that_has_never_recorded_can_be_enrolled_anew() throws IOException {
        bench.engine();
        bench.stop();
        Files.write(file("device.cbor"), new byte[10]);
        assertThat(bench.engine().enrolment().current()).isEmpty();
        bench.enrol();
        assertThat(bench.engine().enrolment().current()).isPresent();
    }

    @Test
    void a_device_that_moves_to_another_server_sends_it_everything_and_forgets_what_the_first_one_had()
            throws IOException {
        bench.server.add(new Change.ProjectChanged(SyncTest.project()));
        bench.enrol();
        bench.await("the project", () -> !bench.engine().projects().projects().isEmpty());
        for (int message = 0; message < 5; message++) {
            bench.engine().journal().record(MESSAGE);
        }
        bench.await("the messages", () -> bench.engine().sync().status().pending() == 0);

        try (FakeServer other = new FakeServer(bench.clock)) {
            bench.engine().enrolment().enrol(other.address(), FakeServer.CODE, "Projecteur", DeviceProfile.LIEU);
            assertThat(bench.engine().projects().projects()).isEmpty();
            Operation first = bench.engine().journal().record(MESSAGE);
            bench.await("the first message", () -> other.operations().equals(List.of(first)));
            bench.await(
                    "its acknowledgement", () -> bench.engine().sync().status().pending() == 0);
            bench.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"device.revoked", "device.copied", "device.restored"})
    void a_device_that_is_shut_out_is_enrolled_anew_with_other_keys_and_brings_what_it_kept(String why) {
        bench.enrol();
        bench.engine().journal().record(MESSAGE);
        bench.await("the first message", () -> bench.server.operations().size() == 1);
        bench.server.shutOut(why);
        bench.engine().sync().syncNow();
        bench.await("being stopped", () -> bench.engine().sync().status().connection() instanceof Connection.Refused);
        Operation kept = bench.engine().journal().record(MESSAGE);
        bench.stop(); // as somebody would who sees that
        bench.await("being stopped", () -> bench.engine().sync().status().connection() instanceof Connection.Refused);
        EnrolledDevice before = bench.engine().enrolment().current().orElseThrow();

        bench.enrol();

        EnrolledDevice after = bench.engine().enrolment().current().orElseThrow();
        assertThat(after.id()).isNotEqualTo(before.id());
        bench.await("what was kept", () -> bench.server.operations().size() == 1);
        Operation brought = bench.server.operations().getFirst();
        assertThat(brought.id()).isEqualTo(kept.id());
        assertThat(brought.time()).isEqualTo(kept.time());
        assertThat(brought.device()).isEqualTo(after.id());
        bench.await("nothing left", () -> bench.engine().sync().status().pending() == 0);
        bench.stop();
        bench.engine().journal().record(MESSAGE);
        bench.await("the next one", () -> bench.server.operations().size() == 2);
    }

    @Test
    void each_session_continues_the_one_before_and_one_whose_answer_was_lost_is_tried_again_as_it_was() {
        bench.server.faults.loseSessions = true;
        bench.enrol();
        bench.await("two attempts", () -> bench.server.contacts().size() >= 2);
        bench.stop();
        bench.server.faults.loseSessions = false;
        bench.engine();
        bench.await("a session", () -> bench.engine().sync().status().connection() instanceof Connection.Online);
        List<ContactMark> attempts = List.copyOf(bench.server.contacts());
        assertThat(attempts).allMatch(attempt -> attempt.equals(attempts.getFirst()));
        assertThat(attempts.getFirst().number()).isZero();

        bench.stop();
        bench.server.forgetSessions();
        bench.engine();
        bench.await("the next session", () -> bench.server.contacts().size() > attempts.size());

        ContactMark next = bench.server.contacts().getLast();
        assertThat(next.number()).isEqualTo(1);
        assertThat(next.last()).isEqualTo(attempts.getFirst().next());
        assertThat(next.next()).isNotEqualTo(next.last());
    }

    private Path file(String name) {
        return folder.resolve("device").resolve(name);
    }
}
