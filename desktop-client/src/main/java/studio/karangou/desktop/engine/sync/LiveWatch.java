package studio.karangou.desktop.engine.sync;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.LiveWord;
import studio.karangou.desktop.engine.http.ServerLine;

/// Keeps a line to the server open while it can be reached, so that what is new is fetched at once. Where it cannot
/// be had, as behind a network that swallows WebSockets, nobody notices but the poll, which goes on as before.
final class LiveWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LiveWatch.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    /// A line that ends sooner was not worth its opening.
    private static final Duration WORTH_IT = Duration.ofMinutes(1);

    /// Between two looks at a line.
    private static final Duration STEP = Duration.ofSeconds(5);
    /// Of silence, after which a sign of life is asked for. What that costs is reckoned in ADR 0042.
    private static final Duration ASK_AFTER = Duration.ofSeconds(15);
    /// Of silence, after which the server itself is asked whether it is there. A line that a download holds up is not
    /// over.
    private static final Duration DOUBT_AFTER = Duration.ofSeconds(25);
    /// Of silence, after which it is over all the same.
    private static final Duration OVER_AFTER = Duration.ofSeconds(60);

    private final LiveSource source;
    private final BooleanSupplier online;
    private final Consumer<LiveWord> said;
    private final Runnable ended;
    private final LivePace pace;
    private final Rest rest;
    private final AtomicReference<@Nullable ServerLine> open = new AtomicReference<>();
    private volatile boolean doubtful;
    private boolean alarmed;
    private @Nullable Thread thread;

    /// Waits.
    @FunctionalInterface
    interface Rest {
        Rest REAL = Thread::sleep;

        /// @throws InterruptedException if the caller is to stop
        void rest(Duration time) throws InterruptedException;
    }

    /// @param online whether the last round went well; before that there is no line to be had
    /// @param said told of each word
    /// @param ended told when a line that was up is so no longer, or is in doubt
    LiveWatch(
            LiveSource source,
            BooleanSupplier online,
            Consumer<LiveWord> said,
            Runnable ended,
            RandomGenerator random) {
        this(source, online, said, ended, new LivePace(random), Rest.REAL);
    }

    /// With waiting of one's own.
    LiveWatch(
            LiveSource source,
            BooleanSupplier online,
            Consumer<LiveWord> said,
            Runnable ended,
            LivePace pace,
            Rest rest) {
        this.source = source;
        this.online = online;
        this.said = said;
        this.ended = ended;
        this.pace = pace;
        this.rest = rest;
    }

    /// Whether the server tells what is new.
    boolean isUp() {
        ServerLine now = open.get();
        return now != null && now.wasUp() && !doubtful;
    }

    /// Whether the server has been silent on it for so long that it may be gone.
    boolean isInDoubt() {
        return doubtful;
    }

    synchronized void begin() {
        stop();
        thread = Thread.ofVirtual().name("live").start(this::run);
    }

    /// Gives the line up and opens no other.
    synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
        ServerLine now = open.get();
        if (now != null) {
            now.close();
        }
    }

    /// Until it is interrupted.
    void run() {
        int failures = 0;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (online.getAsBoolean()) {
                    failures = heldWell() ? 0 : failures + 1;
                    rest.rest(pace.beforeLine(failures));
                } else {
                    rest.rest(LOOK_AGAIN);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the line is given up");
        }
    }

    /// @return whether it was worth it
    private boolean heldWell() throws InterruptedException {
        try {
            return hold();
        } catch (FailureException e) {
            LOG.debug("there is no line to the server: {}", e.failure().code());
        } catch (RuntimeException e) {
            if (alarmed) {
                LOG.debug("the line failed again", e);
            } else { // once: it is tried again and again
                alarmed = true;
                LOG.error("a line to the server failed in a way nobody thought of", e);
            }
        }
        return false;
    }

    private boolean hold() throws InterruptedException {
        Duration lasted = Duration.ZERO;
        boolean wasUp = false;
        boolean looked = false;
        try (ServerLine line = source.open(said)) {
            open.set(line);
            try {
                lasted = attend(line);
            } finally {
                wasUp = line.wasUp();
                looked = doubtful;
                open.compareAndSet(line, null); // another one may stand already
                doubtful = false;
            }
        }
        if (wasUp && !looked) {
            rest.rest(pace.beforeLook());
            ended.run();
        }
        return wasUp && lasted.compareTo(WORTH_IT) > 0;
    }

    /// Until the line is over, or silent for so long that it must be.
    ///
    /// @return how long that was, to a step
    private Duration attend(ServerLine line) throws InterruptedException {
        Duration lasted = Duration.ZERO;
        Duration asked = Duration.ZERO;
        while (!line.awaitEnd(STEP)) {
            lasted = lasted.plus(STEP);
            Duration silence = line.silence();
            boolean neverUp = !line.wasUp() && lasted.compareTo(OVER_AFTER) >= 0;
            if (neverUp || silence.compareTo(OVER_AFTER) >= 0) {
                LOG.debug("the line is silent");
                return lasted;
            }
            if (silence.compareTo(ASK_AFTER) >= 0 && lasted.minus(asked).compareTo(ASK_AFTER) >= 0) {
                asked = lasted;
                line.ask();
            }
            boolean doubt = line.wasUp() && silence.compareTo(DOUBT_AFTER) >= 0;
            if (doubt && !doubtful) {
                doubtful = true;
                ended.run();
            }
            doubtful = doubt;
        }
        return lasted;
    }
}
