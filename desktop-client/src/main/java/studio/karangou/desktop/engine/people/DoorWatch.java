package studio.karangou.desktop.engine.people;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Subscription;

/// Looks whether who is in here without the server may still be, whenever there is news of people. It
/// may ask the server, and so has a thread of its own; news that comes meanwhile is one more look.
public final class DoorWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DoorWatch.class);

    private final Semaphore wake = new Semaphore(1); // for news that came just before a crash
    private final Runnable look;
    private final Subscription news;
    private final Thread worker;

    /// Begins.
    ///
    /// @param look one look
    /// @param news calls a listener with each news of people
    public DoorWatch(Runnable look, Function<Runnable, Subscription> news) {
        this.look = look;
        this.news = news.apply(wake::release);
        worker = Thread.ofVirtual().name("doors").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                wake.acquire();
                wake.drainPermits();
                once();
            }
        } catch (InterruptedException e) {
            LOG.debug("doors are looked after no longer");
        }
    }

    private void once() {
        try {
            look.run();
        } catch (FailureException e) {
            LOG.warn(
                    "whether doors are closed cannot be looked up: {}",
                    e.failure().code(),
                    e);
        } catch (RuntimeException | Error e) { // ends nothing else; the next news looks again
            LOG.error("whether doors are closed cannot be looked up", e);
        }
    }

    /// Returns when no look is under way any more.
    @Override
    public void close() {
        news.close();
        worker.interrupt();
        try {
            worker.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
