package studio.karangou.desktop.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// A server that fell silent counts as gone before every limit of the network is over.
class PatienceTest {
    private final CountDownLatch lost = new CountDownLatch(1);

    @Test
    void it_is_said_while_the_work_still_waits_and_the_work_goes_on() {
        AtomicBoolean done = new AtomicBoolean();

        new Patience(Duration.ofMillis(1), lost::countDown).during(() -> {
            awaitLost();
            done.set(true);
        });

        assertThat(done).isTrue();
    }

    @Test
    void of_work_that_is_over_in_time_nothing_is_said_even_if_it_fails() {
        Patience patience = new Patience(Duration.ofHours(1), lost::countDown);

        assertThatThrownBy(() -> patience.during(() -> {
                    throw new IllegalStateException("the work’s own");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(lost.getCount()).isEqualTo(1);
    }

    private void awaitLost() {
        try {
            lost.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
