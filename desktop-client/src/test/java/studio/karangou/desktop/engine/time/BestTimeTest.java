package studio.karangou.desktop.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import studio.karangou.desktop.engine.SettableClock;

class BestTimeTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");

    private final SettableClock clock = new SettableClock();
    private long nanos;
    private BestTime.@Nullable Remembered kept;
    private BestTime time = started();

    @Test
    void what_no_server_has_said_is_not_sure() {
        assertThat(time.instant()).isEqualTo(NOW);
        assertThat(time.isSure()).isFalse();
        time.serverSaid(NOW);
        assertThat(time.isSure()).isTrue();
    }

    @Test
    void a_clock_set_back_does_not_stop_the_time() {
        time.serverSaid(NOW);
        pass(Duration.ofHours(1));
        clock.set(Instant.parse("2015-01-01T00:00:00Z"));
        assertThat(time.instant()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(time.isSure()).isFalse();
        pass(Duration.ofHours(2));
        assertThat(time.instant()).isEqualTo(NOW.plus(Duration.ofHours(3)));
    }

    @Test
    void a_clock_that_begins_in_2015_at_every_start_does_not_stop_the_time() {
        time.serverSaid(NOW);
        for (int start = 1; start <= 3; start++) {
            clock.set(Instant.parse("2015-01-01T00:00:00Z"));
            time = started();
            assertThat(time.isSure()).isFalse();
            pass(Duration.ofHours(1));
            assertThat(time.instant()).isEqualTo(NOW.plus(Duration.ofHours(start)));
        }
    }

    @Test
    void a_clock_set_to_2036_is_not_followed_while_the_program_runs() {
        time.serverSaid(NOW);
        clock.set(Instant.parse("2036-01-01T00:00:00Z"));
        pass(Duration.ofMinutes(5));
        assertThat(time.instant()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
        assertThat(time.isSure()).isFalse();
        pass(Duration.ofHours(5));
        assertThat(time.instant()).isEqualTo(NOW.plus(Duration.ofMinutes(305)));
    }

    @Test
    void a_slow_clock_that_was_mended_while_the_machine_was_off_does_not_count_twice() {
        clock.set(Instant.parse("2015-01-01T00:00:00Z"));
        time = started();
        time.serverSaid(NOW);
        clock.set(NOW.plus(Duration.ofDays(2)));
        time = started();
        assertThat(time.instant()).isEqualTo(NOW.plus(Duration.ofDays(2)));
        assertThat(time.isSure()).isFalse();
    }

    @Test
    void a_machine_that_slept_or_was_off_goes_on_by_its_clock() {
        time.serverSaid(NOW.plusSeconds(30));
        clock.advance(Duration.ofDays(3));
        assertThat(time.instant()).isEqualTo(NOW.plus(Duration.ofDays(3)).plusSeconds(30));
        time.serverSaid(time.instant());
        clock.advance(Duration.ofDays(31));
        time = started();
        assertThat(time.instant()).isEqualTo(NOW.plus(Duration.ofDays(34)).plusSeconds(30));
        assertThat(time.isSure()).as("a month offline is a normal day").isTrue();
        clock.advance(Duration.ofDays(60));
        time = started();
        assertThat(time.isSure()).as("three months are not").isFalse();
    }

    @Test
    void a_time_that_was_far_ahead_goes_back_when_the_server_says_so() {
        clock.set(Instant.parse("2036-01-01T00:00:00Z"));
        time = started();
        assertThat(time.instant()).isEqualTo(Instant.parse("2036-01-01T00:00:00Z"));
        time.serverSaid(NOW);
        pass(Duration.ofSeconds(5));
        assertThat(time.instant()).isEqualTo(NOW.plusSeconds(5));
        assertThat(time.isSure()).isTrue();
    }

    @Test
    void screens_read_the_same_time_and_write_nothing() {
        time.serverSaid(NOW);
        BestTime.Remembered before = kept;
        pass(Duration.ofHours(1));
        assertThat(time.forScreens().instant()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(kept).isSameAs(before);
        assertThat(time.instant()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(kept).isNotSameAs(before);
    }

    private void pass(Duration some) {
        clock.advance(some);
        nanos += some.toNanos();
    }

    private BestTime started() {
        return new BestTime(clock, () -> nanos, new BestTime.Memory() {
            @Override
            public Optional<BestTime.Remembered> recall() {
                return Optional.ofNullable(kept);
            }

            @Override
            public void remember(BestTime.Remembered remembered) {
                kept = remembered;
            }
        });
    }
}
