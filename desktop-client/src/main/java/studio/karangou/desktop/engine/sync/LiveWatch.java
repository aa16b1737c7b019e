package studio.karangou.desktop.engine.sync;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.LiveWord;
import studio.karangou.desktop.engine.http.LiveConnection;

/// Keeps a line to the server open while it can be reached, so that what is new is fetched at once. Where it cannot
/// be had, as behind a network that swallows WebSockets, nobody notices but the poll, which goes on as before.
final class LiveWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LiveWatch.class);
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    /// A line that ends sooner was not worth its opening.
    private static final Duration WORTH_IT = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 9;

    private final LiveSource source;
    private final BooleanSupplier online;
    private final Consumer<LiveWord> said;
    private final Runnable ended;
    private final RandomGenerator random;
    private volatile @Nullable LiveConnection open;
    private @Nullable Thread thread;

    /// @param online whether the last round went well; before that there is no line to be had
    /// @param said told of each word
    /// @param ended told when a line that was up is so no longer
    LiveWatch(
            LiveSource source,
            BooleanSupplier online,
            Consumer<LiveWord> said,
            Runnable ended,
            RandomGenerator random) {
        this.source = source;
        this.online = online;
        this.said = said;
        this.ended = ended;
        this.random = random;
    }

    /// Whether the server tells what is new.
    boolean isUp() {
        LiveConnection now = open;
        return now != null && now.wasUp();
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
        LiveConnection now = open;
        if (now != null) {
            now.close();
        }
    }

    private void run() {
        int failures = 0;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (online.getAsBoolean()) {
                    failures = hold() ? 0 : failures + 1;
                    Thread.sleep(pause(failures));
                } else {
                    Thread.sleep(LOOK_AGAIN);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the line is given up");
        }
    }

    /// @return whether it was worth it
    private boolean hold() throws InterruptedException {
        long began = System.nanoTime();
        boolean wasUp = false;
        try (LiveConnection line = source.open(said)) {
            open = line;
            try {
                line.awaitEnd();
            } finally {
                wasUp = line.wasUp();
                open = null;
            }
        } catch (FailureException e) {
            LOG.debug("there is no line to the server: {}", e.failure().code());
        }
        if (wasUp) {
            ended.run();
        }
        return wasUp && System.nanoTime() - began > WORTH_IT.toNanos();
    }

    /// Twice as long after each failure; never all devices of a server that was restarted at once.
    private Duration pause(int failures) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        return bounded.multipliedBy(500 + random.nextInt(1001)).dividedBy(1000);
    }
}
