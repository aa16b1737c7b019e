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
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.desktop.engine.enrolment.EnrolmentFailure;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;

class EnrolmentTest {
    private static final MessagePosted MESSAGE = new MessagePosted(new FilmId(new UUID(9, 1)), "Ama", "Bonsoir");

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

    private Path file(String name) {
        return folder.resolve("device").resolve(name);
    }
}
