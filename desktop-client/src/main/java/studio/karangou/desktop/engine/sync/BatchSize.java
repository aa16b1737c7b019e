package studio.karangou.desktop.engine.sync;

import java.time.Duration;
import studio.karangou.common.protocol.Limits;

/// How many bytes of operations go into one batch: more while they go fast, fewer when they do not,
/// so that a cut costs seconds on any link.
final class BatchSize {
    private static final int LEAST = 1024;
    /// CBOR writes at most this many bytes before each operation.
    private static final int PER_OPERATION = 3;
    private static final int MOST = Limits.BATCH_CONTENT_BYTES - PER_OPERATION * Limits.BATCH_OPERATIONS;
    private static final Duration FAST = Duration.ofSeconds(2);
    private static final Duration SLOW = Duration.ofSeconds(15);

    /// Read by the thread that prepares the next batch, changed by the one that sends.
    private volatile int bytes = 32 * 1024;

    int bytes() {
        return bytes;
    }

    boolean isLeast() {
        return bytes == LEAST;
    }

    void went(Duration took) {
        if (took.compareTo(FAST) < 0) {
            bytes = Math.min(MOST, bytes * 4);
        } else if (took.compareTo(SLOW) > 0) {
            failed();
        }
    }

    void failed() {
        bytes = Math.max(LEAST, bytes / 2);
    }
}
