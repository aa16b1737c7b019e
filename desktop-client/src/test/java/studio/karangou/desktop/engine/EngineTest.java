package studio.karangou.desktop.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;
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
            assertThat(engine.sync().pending(1000)).isEmpty();
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

    @Test
    void an_engine_that_could_not_be_opened_leaves_nothing_open() throws IOException {
        try (EngineBench bench = new EngineBench(folder)) {
            bench.enrol();
            bench.stop();
            Path journals = folder.resolve("journals");
            Path away = folder.resolve("away");
            Files.move(journals, away);
            Files.writeString(journals, "not a folder");
            Set<Thread> before = threads();
            assertThatThrownBy(bench::engine)
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure()).isEqualTo(new StoreFailure.NotWritten()));
            WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> before.containsAll(threads()));
            Files.delete(journals);
            Files.move(away, journals);
            assertThat(bench.engine().notices()).isEmpty();
            assertThat(bench.engine().enrolment().current()).isPresent();
        } catch (TimeoutException e) {
            throw new AssertionError("still running: " + threads(), e);
        }
    }

    /// The threads of the database's pool, the proxy and the client.
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(thread -> thread.getName().startsWith("karangou"))
                .collect(Collectors.toSet());
    }

    private Engine open() {
        return Engine.open(folder, Clock.systemUTC(), EngineSettings.USUAL);
    }
}
