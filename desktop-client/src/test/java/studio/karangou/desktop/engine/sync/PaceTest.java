package studio.karangou.desktop.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// How long a device waits before it asks again.
class PaceTest {
    private static final Duration WELL = Duration.ofSeconds(20);

    /// In the middle of what is left to chance.
    private final Pace pace = new Pace(WELL, new Fixed(250));

    @Test
    void each_failure_doubles_the_wait_up_to_a_minute_and_a_success_ends_that() {
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
            assertThat(pace.afterFailure()).isEqualTo(Duration.ofSeconds(seconds));
        }
        assertThat(pace.afterSuccess()).isEqualTo(WELL);
        assertThat(pace.afterFailure()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void what_is_refused_is_not_tried_again_soon_nor_is_what_fails_after_it() {
        assertThat(pace.afterRefusal()).isEqualTo(Duration.ofSeconds(60));
        assertThat(pace.afterFailure()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void devices_that_wait_alike_do_not_come_at_the_same_moment() {
        assertThat(new Pace(WELL, new Fixed(0)).afterSuccess()).isEqualTo(Duration.ofSeconds(15));
        assertThat(new Pace(WELL, new Fixed(500)).afterSuccess()).isEqualTo(Duration.ofSeconds(25));
    }

    /// Always draws the same.
    private record Fixed(int drawn) implements RandomGenerator {
        @Override
        public int nextInt(int bound) {
            assertThat(drawn).isLessThan(bound);
            return drawn;
        }

        @Override
        public long nextLong() {
            return drawn;
        }
    }
}
