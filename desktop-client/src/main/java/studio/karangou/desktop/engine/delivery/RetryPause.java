package studio.karangou.desktop.engine.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// The pause after a failure, of the network or of one film: 1 s, doubled each time up to 60 s, never all devices at
/// once.
final class RetryPause {
    private static final int MOST_DOUBLINGS = 6;

    private final RandomGenerator random = RandomGenerator.getDefault();
    private int failures;
    private long until = System.nanoTime();

    synchronized void failed() {
        long seconds = Math.min(60, 1L << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        until = System.nanoTime() + seconds * (750 + random.nextInt(501)) * 1_000_000;
    }

    synchronized void forget() {
        failures = 0;
        until = System.nanoTime();
    }

    /// Whether something failed since it last went well.
    synchronized boolean isFailing() {
        return failures > 0;
    }

    synchronized boolean isOver() {
        return until - System.nanoTime() <= 0;
    }

    /// What is left of it; the given time if it is over.
    synchronized Duration left(Duration otherwise) {
        long left = until - System.nanoTime();
        return left <= 0 ? otherwise : Duration.ofNanos(left).plusMillis(1);
    }
}
