package studio.karangou.server.feature.ingest;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.db.DatabaseFailure;

/// Steps that hours of work hang on: a database that is away for a while is waited for.
final class Lasting {
    private static final Logger LOG = LoggerFactory.getLogger(Lasting.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final CountDownLatch stopped = new CountDownLatch(1);

    /// Does a step, again and again while the database is away or its disk full.
    ///
    /// @param step may be done more than once
    /// @throws FailureException with whatever else is wrong, or when the server stops first
    <T extends @Nullable Object> T until(Supplier<T> step) {
        for (boolean said = false; ; said = true) {
            try {
                return step.get();
            } catch (FailureException e) {
                if (!passes(e) || isStopped(PAUSE)) {
                    throw e;
                }
                if (!said) {
                    LOG.warn(
                            "a preparation waits for the database: {}",
                            e.failure().code());
                }
            }
        }
    }

    private static boolean passes(FailureException e) {
        return e.failure() instanceof DatabaseFailure.Unavailable || e.failure() instanceof DatabaseFailure.DiskFull;
    }

    private boolean isStopped(Duration within) {
        try {
            return stopped.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// Waits for nothing any more.
    void stop() {
        stopped.countDown();
    }
}
