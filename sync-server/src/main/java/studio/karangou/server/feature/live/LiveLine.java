package studio.karangou.server.feature.live;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.feed.Audience;
import studio.karangou.server.http.DeviceCaller;
import studio.karangou.server.http.HttpFailure;
import studio.karangou.server.http.Line;
import studio.karangou.server.http.LineListener;

/// The line to one device, with a thread of its own: who reads slowly keeps nobody else waiting, and what was
/// not said yet is replaced by what is newer.
final class LiveLine implements LineListener {
    private static final Logger LOG = LoggerFactory.getLogger(LiveLine.class);
    /// The first status that is the server's own trouble (RFC 9110, section 15.6).
    private static final int OURS = 500;
    /// So that keys that were recalled, and nodes that were added, are noticed.
    private static final Duration LIFE = Duration.ofHours(2);

    private final DeviceCaller caller;
    private final Line line;
    private final LiveLines.Ground ground;
    private final Consumer<LiveLine> gone;
    private final AtomicReference<@Nullable Place> next = new AtomicReference<>();
    private final Semaphore wake = new Semaphore(0);
    private final CountDownLatch left = new CountDownLatch(1);
    private final long opened = System.nanoTime();
    private volatile Set<@Nullable UUID> scopes = Set.of();
    private volatile Set<UUID> near;
    /// What is to be said is of those.
    private volatile boolean atOnce;
    private volatile boolean over;
    private volatile boolean alive;
    private volatile boolean asks;
    /// Begins with the place where the feed is now: something may have come since the device looked.
    private volatile boolean looking = true;

    // of the line's own thread
    private final WordPace pace;
    private final BackOff backOff;
    private long lookAt = System.nanoTime();
    private boolean asked;
    private @Nullable Place said;

    LiveLine(DeviceCaller caller, Line line, LiveLines.Ground ground, Consumer<LiveLine> gone) {
        this.caller = caller;
        this.line = line;
        this.ground = ground;
        this.gone = gone;
        near = Set.of(caller.device().value(), caller.venue().value());
        pace = new WordPace(RandomGenerator.getDefault());
        backOff = new BackOff(RandomGenerator.getDefault());
    }

    DeviceId device() {
        return caller.device();
    }

    /// What concerns its device, as it was when that was last looked up.
    Set<@Nullable UUID> scopes() {
        return scopes;
    }

    /// What of that somebody waits for: the device's own, its venue's, its people's; not what everyone is told,
    /// or a room.
    Set<UUID> near() {
        return near;
    }

    void start() {
        Thread.ofVirtual().name("live-line").start(this::run);
    }

    /// To be said next, in the place of what was not said yet.
    ///
    /// @param awaited whether somebody waits for it
    void tell(Place place, boolean awaited) {
        next.set(place);
        hurry(awaited);
    }

    /// The feed is asked where it ends, and that is said.
    ///
    /// @param awaited whether somebody waits for it
    void look(boolean awaited) {
        looking = true;
        hurry(awaited);
    }

    private void hurry(boolean awaited) {
        if (awaited) {
            atOnce = true;
        }
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
        alive = true;
    }

    @Override
    public void asks() {
        asks = true;
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
            long ping = System.nanoTime() + ground.pause().toNanos();
            while (!over) {
                long toSay = say();
                long toPing = ping - System.nanoTime();
                if (toPing <= 0) {
                    ping = System.nanoTime() + ground.pause().toNanos();
                    signOfLife();
                } else if (wake.tryAcquire(Math.min(toSay, toPing), TimeUnit.NANOSECONDS)) {
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
        } catch (RuntimeException | Error e) { // an Error too: a line that pings and says nothing is worse than none
            LOG.error("a line failed in a way nobody thought of", e);
            line.end(Line.FAILED, "failed");
        }
    }

    /// Says what there is to be said, if it may be said now.
    ///
    /// @return nanoseconds until there may be something
    private long say() {
        if (!looking && next.get() == null) {
            return Long.MAX_VALUE;
        }
        boolean awaited = atOnce;
        long now = System.nanoTime();
        long left = Math.max(awaited ? pace.leftAtOnce(now) : pace.left(now), lookAt - now);
        if (left > 0) {
            return left;
        }
        atOnce = false; // before it is taken: what comes meanwhile may be awaited, too
        Place place = looking ? found() : next.getAndSet(null);
        if (place == null && awaited) {
            atOnce = true;
        } else if (place != null && !over && (said == null || place.isNews(said))) {
            line.say(place.word().written());
            if (said != null) { // the first word is where the feed is, and no change
                said(awaited);
            }
            said = place;
        }
        return 0;
    }

    private void said(boolean awaited) {
        if (awaited) {
            pace.saidAtOnce(System.nanoTime());
        } else {
            pace.said(System.nanoTime());
        }
    }

    /// Where the feed ends now, null if that cannot be found out yet.
    private @Nullable Place found() {
        looking = false;
        try {
            Audience audience = new Audience(caller.device(), caller.venue());
            // before it is looked up where they end: what comes in between is then either found or told
            scopes =
                    ground.database().inTransaction(transaction -> ground.feed().scopes(transaction, audience));
            near = ground.database().inTransaction(transaction -> ground.feed().near(transaction, audience));
            Place found = ground.database()
                    .inTransaction(transaction -> new Place(
                            ground.epoch().current(transaction), ground.feed().lastOf(transaction, scopes)));
            backOff.reset();
            return found;
        } catch (RuntimeException e) {
            looking = true;
            lookAt = System.nanoTime() + backOff.next().toNanos();
            ground.outage().noticed(e);
            return null;
        }
    }

    /// A device that asks by itself is not asked: each byte may be paid for.
    private void signOfLife() {
        boolean heard = alive || asks;
        if (asked && !heard) {
            line.end(Line.GOING_AWAY, "no sign of life");
        } else if (System.nanoTime() - opened > LIFE.toNanos()) {
            line.end(Line.GOING_AWAY, "to be opened anew");
        } else {
            asked = !asks;
            alive = false;
            asks = false;
            if (asked) {
                line.ask();
            }
            checkGood();
        }
    }

    /// @throws FailureException if the device may have no line any more. That this cannot be looked up just now is
    ///     no reason to take it away.
    private void checkGood() {
        try {
            ground.good().accept(caller.device());
        } catch (FailureException e) {
            if (e.failure() instanceof HttpFailure of && of.status() < OURS) {
                throw e;
            }
            ground.outage().noticed(e);
        } catch (RuntimeException e) {
            ground.outage().noticed(e);
        }
    }
}
