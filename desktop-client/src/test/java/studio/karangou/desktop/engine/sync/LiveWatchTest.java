package studio.karangou.desktop.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.engine.http.ServerLine;

/// What is done about a line: without waiting, on the test's own thread.
class LiveWatchTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration NEVER = Duration.ofDays(999);

    private final List<Duration> rests = new ArrayList<>();
    private final List<Long> looks = new ArrayList<>();
    private final List<Boolean> upAt = new ArrayList<>();
    private final List<Supplier<ServerLine>> lines = new ArrayList<>();
    private LiveWatch watch;
    private long second;

    @Test
    void when_lines_end_neither_the_look_nor_the_next_line_comes_at_once_from_everybody() {
        List<Duration> looked = new ArrayList<>();
        List<Duration> opened = new ArrayList<>();
        for (int device = 0; device < 200; device++) {
            rests.clear();
            lines.add(() -> line(true, LONG, NEVER));
            run(new Random(device), 2);
            looked.add(rests.get(0));
            opened.add(rests.get(0).plus(rests.get(1)));
        }

        for (List<Duration> times : List.of(looked, opened)) {
            assertThat(times).allMatch(time -> time.compareTo(Duration.ofSeconds(23)) <= 0);
            for (int second = 0; second < 23; second++) {
                Duration from = Duration.ofSeconds(second);
                assertThat(times.stream()
                                .filter(time -> time.compareTo(from) >= 0 && time.compareTo(from.plusSeconds(1)) < 0))
                        .as("in second %d of a server that has stopped", second)
                        .hasSizeLessThan(30);
            }
        }
        assertThat(looks).hasSize(200);
    }

    @Test
    void a_line_that_cannot_be_had_is_asked_for_later_and_later() {
        for (int i = 0; i < 12; i++) {
            lines.add(() -> {
                throw new ServerFailure.Unreachable().asException();
            });
        }

        run(new Random(1), 12);

        assertThat(looks).isEmpty();
        for (int i = 0; i < 12; i++) {
            long usual = Math.min(600, 2L << (i + 1));
            assertThat(rests.get(i))
                    .isBetween(Duration.ofSeconds(usual).dividedBy(2), Duration.ofSeconds(usual * 3 / 2));
        }
    }

    @Test
    void what_nobody_thought_of_does_not_end_the_watch() {
        lines.add(() -> {
            throw new IllegalStateException("nobody thought of that");
        });
        lines.add(() -> line(true, LONG, NEVER));

        run(new Random(1), 3);

        assertThat(looks).hasSize(1);
        assertThat(upAt).isNotEmpty().allMatch(up -> up);
    }

    @Test
    void a_server_that_never_speaks_is_let_go_and_nobody_looks() {
        FakeLine silent = line(false, LONG, NEVER);
        lines.add(() -> silent);

        run(new Random(1), 1);

        assertThat(silent.isClosed()).isTrue();
        assertThat(upAt).hasSize(12).allMatch(up -> !up);
        assertThat(looks).isEmpty();
    }

    @Test
    void a_line_that_is_quiet_but_answers_stays_up_and_is_asked_four_times_a_minute_at_most() {
        FakeLine quiet = line(true, Duration.ofMinutes(10), NEVER);
        lines.add(() -> quiet);

        run(new Random(1), 1);

        assertThat(upAt).hasSize(120).allMatch(up -> up);
        assertThat(quiet.asked()).hasSizeBetween(30, 40);
        assertThat(looks).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"100", "103", "107"})
    void after_a_cable_is_pulled_the_server_itself_is_asked_within_half_a_minute_and_the_line_is_given_up(int pulled) {
        FakeLine cut = line(true, LONG, Duration.ofSeconds(pulled));
        lines.add(() -> cut);

        run(new Random(1), 1);

        assertThat(looks).hasSize(1);
        assertThat(looks.getFirst() - pulled).isBetween(0L, 30L);
        assertThat(cut.isClosed()).isTrue();
        assertThat(upAt.getLast()).as("then it is no line any more").isFalse();
        assertThat(rests.getFirst()).as("it was worth its opening").isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void a_line_that_a_download_held_up_is_up_again() {
        FakeLine[] slow = new FakeLine[1];
        slow[0] = new FakeLine(true, Duration.ofMinutes(2), Duration.ZERO, seconds -> {
            upAt.add(watch.isUp());
            if (seconds == 50) {
                slow[0].hear();
            }
        });
        lines.add(() -> slow[0]);

        run(new Random(1), 1);

        assertThat(upAt.subList(0, 5)).containsOnly(true);
        assertThat(upAt).contains(false);
        assertThat(upAt.get(11)).isTrue();
    }

    private FakeLine line(boolean up, Duration end, Duration deafFrom) {
        return new FakeLine(up, end, deafFrom, seconds -> {
            upAt.add(watch.isUp());
            second = seconds;
        });
    }

    /// Until it has waited so often.
    private void run(Random random, int waits) {
        watch = new LiveWatch(
                _ -> lines.removeFirst().get(),
                () -> true,
                _ -> {},
                () -> looks.add(second),
                new LivePace(random),
                time -> {
                    rests.add(time);
                    if (rests.size() == waits) {
                        throw new InterruptedException("enough");
                    }
                });
        watch.run();
    }
}
