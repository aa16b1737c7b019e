package studio.karangou.desktop.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.desktop.engine.store.StoreFailure;

class EngineTest {
    @TempDir
    Path folder;

    @Test
    void starts_before_the_device_is_enrolled_and_says_so_when_something_is_recorded() {
        try (Engine engine = open()) {
            assertThat(engine.enrolment().current()).isEmpty();
            assertThat(engine.projects().projects()).isEmpty();
            assertThat(engine.messages().discussions()).isEmpty();
            assertThat(engine.sync().status().pending()).isZero();
            assertThat(engine.sync().pending()).isEmpty();
            assertThatThrownBy(() ->
                            engine.journal().record(new MessagePosted(new FilmId(new UUID(1, 1)), "Ama", "Bonsoir")))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure()).isEqualTo(new StoreFailure.NotEnrolled()));
        }
    }

    @Test
    void a_second_engine_on_the_same_folder_is_refused_and_the_folder_is_free_after_closing() {
        try (Engine engine = open()) {
            assertThat(engine.notices()).isEmpty();
            assertThatThrownBy(this::open)
                    .isInstanceOfSatisfying(
                            FailureException.class, e -> assertThat(e.failure()).isEqualTo(new StoreFailure.InUse()));
        }
        try (Engine again = open()) {
            assertThat(again.notices()).isEmpty();
        }
    }

    private Engine open() {
        return Engine.open(folder, Clock.systemUTC(), EngineSettings.USUAL);
    }
}
