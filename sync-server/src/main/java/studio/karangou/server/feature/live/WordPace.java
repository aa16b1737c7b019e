package studio.karangou.server.feature.live;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// When the next word may be said on a line: at once after a quiet time; while words keep coming, later after each of
/// them. A word makes the device fetch, on a line that may be paid by the byte: in a busy hour it fetches twice a
/// minute, where it looked by itself three times. What is its venue's, its people's or its own is not paced but
/// by a second: there is little of it, and somebody waits for it. Times are those of [System#nanoTime]; a fourth
/// of each wait is by chance, so that not all devices fetch in the same moment. For one thread.
final class WordPace {
    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofSeconds(30);
    /// Without a word, after which the next one is the first again.
    static final Duration QUIET = Duration.ofSeconds(60);

    private static final double SPREAD = 0.25;

    private final RandomGenerator random;
    private boolean spoken;
    private boolean paced;
    private long lastAny;
    private long last;
    private long floor;
    private long wait;

    WordPace(RandomGenerator random) {
        this.random = random;
    }

    /// Nanoseconds until a word may be said, 0 for now.
    long left(long now) {
        return Math.max(leftAtOnce(now), paced ? wait - (now - last) : 0);
    }

    /// Nanoseconds until a word may be said that somebody waits for, 0 for now.
    long leftAtOnce(long now) {
        return spoken ? Math.max(0, FIRST.toNanos() - (now - lastAny)) : 0;
    }

    /// A word was said that somebody waited for: what everyone is told waits no longer for it.
    void saidAtOnce(long now) {
        lastAny = now;
        spoken = true;
    }

    /// A word was said.
    void said(long now) {
        boolean first = !paced || now - last >= QUIET.toNanos();
        floor = first ? FIRST.toNanos() : Math.min(2 * floor, LONGEST.toNanos());
        wait = floor + (long) (floor * SPREAD * random.nextDouble());
        last = now;
        paced = true;
        saidAtOnce(now);
    }
}
