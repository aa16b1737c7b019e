package studio.karangou.common.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeTest {
    private long millis = 1_000_000;

    @Test
    void hybrid_time_never_goes_back_when_the_clock_does() {
        HybridClock clock = new HybridClock(this::clock, new HybridTime(0, 0));
        HybridTime before = clock.now();
        millis -= 500_000;
        HybridTime after = clock.now();
        assertThat(after).isGreaterThan(before);
        assertThat(after.millis()).isEqualTo(before.millis());
        millis += 900_000;
        assertThat(clock.now()).isGreaterThan(after).isEqualTo(new HybridTime(millis, 0));
    }

    @Test
    void hybrid_time_follows_what_it_saw_and_carries_over_a_full_counter() {
        HybridClock clock = new HybridClock(this::clock, new HybridTime(0, 0));
        clock.saw(new HybridTime(millis + 5, HybridTime.MAX_COUNTER));
        assertThat(clock.now()).isEqualTo(new HybridTime(millis + 6, 0));
        clock.saw(new HybridTime(1, 1));
        assertThat(clock.now()).isEqualTo(new HybridTime(millis + 6, 1));
    }

    @Test
    void hybrid_time_leaves_a_wrong_future_behind_once_the_clock_is_sure() {
        HybridTime wrong = new HybridTime(millis + HybridClock.MOST_AHEAD.toMillis() + 1, 7);
        HybridClock clock = new HybridClock(this::clock, wrong);
        assertThat(clock.now(false)).isEqualTo(new HybridTime(wrong.millis(), 8));
        assertThat(clock.now(true)).isEqualTo(new HybridTime(millis, 0));
        assertThat(clock.now(true)).isEqualTo(new HybridTime(millis, 1));
        HybridTime justified = new HybridTime(millis + HybridClock.MOST_AHEAD.toMillis(), 7);
        assertThat(new HybridClock(this::clock, justified).now(true)).isGreaterThan(justified);
    }

    @Test
    void ids_are_unique_ordered_and_of_version_7_even_when_the_clock_goes_back() {
        Uuid7 ids = new Uuid7(this::clock);
        Set<UUID> seen = new HashSet<>();
        String last = "";
        for (int i = 0; i < 20_000; i++) {
            if (i % 5_000 == 4_999) {
                millis -= 10;
            }
            UUID id = ids.next();
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(seen.add(id)).isTrue();
            assertThat(id.toString().substring(0, 18)).isGreaterThan(last);
            last = id.toString().substring(0, 18);
        }
    }

    private Instant clock() {
        return Instant.ofEpochMilli(millis);
    }
}
