package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final InFlight inFlight = new InFlight(2, () -> false);

    @Test
    void no_more_than_the_limit_get_in() {
        inFlight.enter();
        inFlight.enter();

        assertThatThrownBy(inFlight::enter).hasMessage("http.busy");
        assertThat(inFlight.count()).isEqualTo(2);
        inFlight.leave();
        inFlight.enter();
    }

    @Test
    void stopping_waits_for_those_inside_and_lets_nobody_in() throws Exception {
        inFlight.enter();
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> drained = thread.submit(() -> inFlight.drain(Duration.ofSeconds(30)));
            while (!inFlight.isStopping()) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(inFlight::enter).hasMessage("http.busy");
            assertThat(drained).isNotDone();
            inFlight.leave();

            assertThat(drained.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void who_stays_too_long_does_not_keep_the_server_from_stopping() throws Exception {
        inFlight.enter();

        assertThat(inFlight.drain(Duration.ofMillis(1))).isFalse();
    }
}
