package studio.karangou.packaging.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Waits for something of the world outside this process, which tells nobody when it happens.
public final class Patience {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private Patience() {}

    /// Something to look at again and again.
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws IOException;
    }

    /// Looks ten times a second until the condition holds.
    ///
    /// @return false if it did not hold within the limit
    public static boolean await(Duration limit, Condition condition) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause(LOOK_AGAIN);
        }
        return true;
    }

    /// Lets time pass, as while a film is watched.
    public static void pause(Duration time) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
