package studio.karangou.desktop.engine.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.karangou.common.model.Listeners;

/// News of people and the looks that they are worth.
@Timeout(60)
class DoorWatchTest {
    private final Listeners news = new Listeners();
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void it_looks_at_the_start_and_once_for_all_news_that_come_during_a_look() throws InterruptedException {
        try (DoorWatch watch = new DoorWatch(this::look, news::add)) {
            begun.acquire();
            for (int i = 0; i < 1_000; i++) {
                news.changed();
            }
            mayEnd.release();
            begun.acquire();
            mayEnd.release();
            news.changed();
            begun.acquire();
            mayEnd.release();
            assertThat(watch).isNotNull();
        }
        assertThat(looks).hasValueBetween(3, 4);
    }

    @Test
    void a_look_that_fails_is_not_the_last() throws InterruptedException {
        try (DoorWatch watch = new DoorWatch(
                () -> {
                    begun.release();
                    throw new IllegalStateException("nobody thought of this");
                },
                news::add)) {
            begun.acquire();
            news.changed();
            begun.acquire();
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void after_it_is_closed_no_look_is_under_way() throws InterruptedException {
        DoorWatch watch = new DoorWatch(this::look, news::add);
        begun.acquire();
        watch.close();
        int before = looks.get();
        news.changed();
        assertThat(looks).hasValue(before);
    }

    private void look() {
        looks.incrementAndGet();
        begun.release();
        try {
            mayEnd.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
