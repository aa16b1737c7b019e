package studio.karangou.desktop.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Subscription;

class TasksTest {
    private final List<String> told = new ArrayList<>();

    private record Planned() implements Failure {
        @Override
        public String code() {
            return "test.planned";
        }
    }

    @Test
    void what_comes_of_the_work_is_told_in_the_foreground() {
        Executor foreground = work -> {
            told.add("foreground");
            work.run();
        };
        new Tasks(Runnable::run, foreground).run(() -> 42, value -> told.add("value " + value), this::failed);
        assertThat(told).containsExactly("foreground", "value 42");
    }

    @Test
    void a_planned_failure_keeps_its_code_and_any_other_gets_ours() {
        Tasks tasks = SameThread.tasks();
        tasks.run(
                () -> {
                    throw new FailureException(new Planned());
                },
                value -> told.add("value"),
                this::failed);
        tasks.run(
                () -> {
                    throw new IllegalStateException("a fault of ours");
                },
                () -> told.add("done"),
                this::failed);
        assertThat(told).containsExactly("test.planned", "ui.unexpected");
    }

    @Test
    void a_fault_of_ours_is_handed_on_once_and_nothing_else_is() {
        List<Throwable> faults = new ArrayList<>();
        Tasks tasks = new Tasks(Runnable::run, Runnable::run, faults::add);
        IllegalStateException fault = new IllegalStateException("a fault of ours");
        tasks.run(
                () -> {
                    throw new FailureException(new Planned());
                },
                () -> told.add("done"),
                this::failed);
        tasks.run(
                () -> {
                    throw fault;
                },
                () -> told.add("done"),
                this::failed);
        assertThatThrownBy(() -> tasks.run(
                        () -> {
                            throw new AssertionError("whoever watches the thread is told");
                        },
                        () -> told.add("done"),
                        this::failed))
                .isInstanceOf(AssertionError.class);
        assertThat(faults).containsExactly(fault);
    }

    @Test
    void an_error_is_told_too_leaves_nothing_in_flight_and_goes_on() {
        Tasks tasks = SameThread.tasks();
        assertThatThrownBy(() -> tasks.run(
                        () -> {
                            throw new NoClassDefFoundError("a part that is missing");
                        },
                        value -> told.add("value"),
                        this::failed))
                .isInstanceOf(NoClassDefFoundError.class);
        assertThat(told).containsExactly("ui.unexpected");
        assertThat(tasks.drain(Duration.ZERO)).isTrue();
    }

    @Test
    void a_source_that_changes_a_hundred_times_while_it_is_read_is_read_once_more() {
        List<Runnable> waiting = new ArrayList<>();
        Refresh<String> refresh =
                new Refresh<>(new Tasks(waiting::add, Runnable::run), () -> "read", told::add, this::failed);
        for (int i = 0; i < 100; i++) {
            refresh.request();
        }
        assertThat(waiting).hasSize(1);
        waiting.removeFirst().run();
        assertThat(waiting).hasSize(1);
        waiting.removeFirst().run();
        assertThat(waiting).isEmpty();
        assertThat(told).containsExactly("read", "read");
        refresh.request();
        assertThat(waiting).hasSize(1);
    }

    @Test
    void the_end_waits_for_work_in_flight_but_not_for_ever() {
        List<Runnable> waiting = new ArrayList<>();
        Tasks tasks = new Tasks(waiting::add, Runnable::run);
        assertThat(tasks.drain(Duration.ZERO)).isTrue();
        tasks.run(() -> told.add("written"), ignored -> {}, this::failed);
        assertThat(tasks.drain(Duration.ofMillis(1))).isFalse();
        var _ = Thread.startVirtualThread(waiting.getFirst());
        assertThat(tasks.drain(Duration.ofSeconds(30))).isTrue();
        assertThat(told).containsExactly("written");
    }

    @Test
    void work_that_a_person_gives_up_is_interrupted_and_nothing_of_it_is_told() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Tasks tasks = new Tasks(Thread::startVirtualThread, Runnable::run);
        Subscription work = tasks.start(
                () -> {
                    begun.countDown();
                    try {
                        never.await();
                        return interrupted.complete(false);
                    } catch (InterruptedException e) {
                        return interrupted.complete(true);
                    }
                },
                ignored -> told.add("done"),
                this::failed);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        work.close();
        work.close();
        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(tasks.drain(Duration.ofSeconds(30))).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void work_that_was_given_up_before_it_began_is_not_done() {
        List<Runnable> waiting = new ArrayList<>();
        Tasks tasks = new Tasks(waiting::add, Runnable::run);
        tasks.start(() -> told.add("worked"), ignored -> told.add("done"), this::failed)
                .close();
        waiting.getFirst().run();
        assertThat(told).isEmpty();
    }

    private void failed(Failure failure) {
        told.add(failure.code());
    }
}
