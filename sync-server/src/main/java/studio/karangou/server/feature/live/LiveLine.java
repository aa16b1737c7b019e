package studio.karangou.server.feature.live;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.LiveWord;
import studio.karangou.server.http.DeviceCaller;
import studio.karangou.server.http.Line;
import studio.karangou.server.http.LineListener;

/// The line to one device, with a thread of its own: who reads slowly keeps nobody else waiting, and what was
/// not said yet is replaced by what is newer.
final class LiveLine implements LineListener {
    private static final Logger LOG = LoggerFactory.getLogger(LiveLine.class);
    /// Between two words: a busy hour of a large server is not a storm of requests.
    private static final Duration BETWEEN_WORDS = Duration.ofMillis(250);
    /// So that keys that were recalled, and nodes that were added, are noticed.
    private static final Duration LIFE = Duration.ofHours(2);

    private final DeviceCaller caller;
    private final Line line;
    private final LiveLines.Ground ground;
    private final Consumer<LiveLine> gone;
    private final AtomicReference<@Nullable String> next = new AtomicReference<>();
    private final Semaphore wake = new Semaphore(0);
    private final CountDownLatch left = new CountDownLatch(1);
    private final long opened = System.nanoTime();
    private volatile boolean over;
    private volatile boolean answered = true;
    /// Begins with the place where the feed is now: something may have come since the device looked.
    private volatile boolean looking = true;

    LiveLine(DeviceCaller caller, Line line, LiveLines.Ground ground, Consumer<LiveLine> gone) {
        this.caller = caller;
        this.line = line;
        this.ground = ground;
        this.gone = gone;
    }

    DeviceId device() {
        return caller.device();
    }

    VenueId venue() {
        return caller.venue();
    }

    void start() {
        Thread.ofVirtual().name("live-line").start(this::run);
    }

    /// To be said next, in the place of what was not said yet.
    void tell(String cursor) {
        next.set(cursor);
        wake.release();
    }

    /// The feed is asked where it ends, and that is said.
    void look() {
        looking = true;
        wake.release();
    }

    void end(int code, String reason) {
        over = true;
        wake.release();
        // not by the thread that tells all of them: an end may have to wait for the line, too
        Thread.ofVirtual().start(() -> line.end(code, reason));
    }

    @Override
    public void alive() {
        answered = true;
    }

    @Override
    public void over() {
        over = true;
        wake.release();
        gone.accept(this);
        left.countDown();
    }

    /// Waits until nothing comes or goes on it any more, or for so long.
    void awaitOver(Duration patience) throws InterruptedException {
        if (!left.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            LOG.debug("the line of {} does not end", caller.device());
        }
    }

    private void run() {
        try {
            long asked = System.nanoTime();
            while (!over) {
                say();
                long left = ground.pause().toNanos() - (System.nanoTime() - asked);
                if (left <= 0) {
                    signOfLife();
                    asked = System.nanoTime();
                } else if (wake.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                    wake.drainPermits();
                }
            }
        } catch (UncheckedIOException e) {
            LOG.atDebug().setCause(e).log("the line of {} broke", caller.device());
            line.end(Line.GOING_AWAY, "broken");
        } catch (FailureException e) {
            LOG.debug(
                    "the line of {} is ended: {}", caller.device(), e.failure().code());
            line.end(Line.REFUSED, e.failure().code());
        } catch (InterruptedException e) {
            line.end(Line.GOING_AWAY, "the server stops");
        }
    }

    private void say() throws InterruptedException {
        String cursor = next.getAndSet(null);
        if (looking) {
            looking = false;
            cursor = ground.database()
                    .inTransaction(transaction -> ground.epoch().current(transaction)
                            + "."
                            + ground.feed().lastFor(transaction, caller.venue()));
        }
        if (cursor != null && !over) {
            line.say(new LiveWord(cursor).written());
            Thread.sleep(BETWEEN_WORDS);
        }
    }

    private void signOfLife() {
        if (!answered) {
            line.end(Line.GOING_AWAY, "no sign of life");
        } else if (System.nanoTime() - opened > LIFE.toNanos()) {
            line.end(Line.GOING_AWAY, "to be opened anew");
        } else {
            ground.good().accept(caller.device());
            answered = false;
            line.ask();
        }
    }
}
