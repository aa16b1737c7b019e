package studio.karangou.desktop.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import studio.karangou.common.protocol.Limits;

/// How much is lost at most when a line is cut.
class BatchSizeTest {
    private final BatchSize size = new BatchSize();

    @Test
    void a_fast_line_gets_more_up_to_what_a_batch_may_hold() {
        int before = size.bytes();
        size.went(Duration.ofMillis(1_999));
        assertThat(size.bytes()).isEqualTo(before * 4);
        for (int i = 0; i < 40; i++) {
            size.went(Duration.ZERO);
        }
        assertThat(size.bytes()).isLessThan(Limits.BATCH_CONTENT_BYTES);
        assertThat(size.bytes() + 3 * Limits.BATCH_OPERATIONS).isEqualTo(Limits.BATCH_CONTENT_BYTES);
    }

    @Test
    void a_line_that_is_neither_fast_nor_slow_gets_the_same_again() {
        int before = size.bytes();
        size.went(Duration.ofSeconds(2));
        size.went(Duration.ofSeconds(15));
        assertThat(size.bytes()).isEqualTo(before);
    }

    @Test
    void a_slow_or_cut_line_gets_half_until_there_is_no_less() {
        int before = size.bytes();
        size.went(Duration.ofMillis(15_001));
        assertThat(size.bytes()).isEqualTo(before / 2);
        for (int i = 0; i < 40; i++) {
            assertThat(size.bytes()).isGreaterThanOrEqualTo(1024);
            size.failed();
        }
        assertThat(size.isLeast()).isTrue();
        size.went(Duration.ofSeconds(1));
        assertThat(size.isLeast()).isFalse();
    }
}
