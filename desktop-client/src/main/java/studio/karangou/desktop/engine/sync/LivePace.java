package studio.karangou.desktop.engine.sync;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait around a line: never do all devices of a server that stops, or comes back, act in the same moment.
final class LivePace {
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 9;
    /// As long as there is between two looks without a line: the server is asked no more often than then.
    private static final Duration LOOK_WITHIN = Duration.ofSeconds(20);

    private final RandomGenerator random;

    LivePace(RandomGenerator random) {
        this.random = random;
    }

    /// Before the server is asked because a line has ended: any time within twenty seconds.
    Duration beforeLook() {
        return Duration.ofMillis(random.nextLong(LOOK_WITHIN.toMillis()));
    }

    /// Before another line is opened: two seconds, twice as long after each failure, ten minutes at most; from half
    /// of that to three halves.
    ///
    /// @param failures in a row
    Duration beforeLine(int failures) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        return bounded.multipliedBy(500 + random.nextInt(1001)).dividedBy(1000);
    }
}
