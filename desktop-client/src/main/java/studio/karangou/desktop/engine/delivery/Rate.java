package studio.karangou.desktop.engine.delivery;

import java.util.ArrayDeque;
import java.util.Deque;

/// Bytes per second over the last few seconds.
final class Rate {
    private static final long WINDOW = 8_000_000_000L;
    private static final long LEAST = 500_000_000L;

    private final Deque<Sample> samples = new ArrayDeque<>();
    private long sum;
    private long since;

    private record Sample(long nanos, int bytes) {}

    /// @param nanos of [System#nanoTime]
    synchronized void add(long nanos, int bytes) {
        if (samples.isEmpty()) {
            since = nanos;
        }
        samples.addLast(new Sample(nanos, bytes));
        sum += bytes;
        forget(nanos);
    }

    synchronized long bytesPerSecond(long nanos) {
        forget(nanos);
        if (samples.isEmpty()) {
            return 0;
        }
        long span = Math.max(LEAST, nanos - Math.max(since, nanos - WINDOW));
        return (long) (sum * 1e9 / span);
    }

    private void forget(long nanos) {
        while (!samples.isEmpty() && nanos - samples.getFirst().nanos > WINDOW) {
            sum -= samples.removeFirst().bytes;
        }
    }
}
