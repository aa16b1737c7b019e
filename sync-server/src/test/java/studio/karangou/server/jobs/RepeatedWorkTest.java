package studio.karangou.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepeatedWorkTest {
    @Test
    void work_that_fails_is_done_again_at_its_next_time() throws InterruptedException {
        CountDownLatch times = new CountDownLatch(3);
        try (RepeatedWork work = new RepeatedWork("test", Duration.ofMillis(1), () -> {
            times.countDown();
            if (times.getCount() == 1) {
                throw new NoClassDefFoundError("trouble of the other kind");
            }
            throw new IllegalStateException("trouble");
        })) {
            work.start();

            assertThat(times.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void closing_waits_for_work_under_way_and_no_more_follows() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean closing = new AtomicBoolean();
        AtomicInteger ended = new AtomicInteger();
        RepeatedWork work = new RepeatedWork("test", Duration.ofMillis(1), () -> {
            begun.countDown();
            while (!closing.get()) {
                Thread.onSpinWait();
            }
            ended.incrementAndGet();
        });
        work.start();
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        closing.set(true);
        work.close();
        int then = ended.get();

        assertThat(then).isPositive();
        work.close();
        assertThat(ended).hasValue(then);
    }
}
