package studio.karangou.desktop.engine.sync;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next round: twice as long after each failure, never all devices at once.
final class Pace {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int MOST_DOUBLINGS = 6;

    private final Duration whenWell;
    private final RandomGenerator random;
    private int failures;

    /// @param whenWell between two rounds that went well
    Pace(Duration whenWell, RandomGenerator random) {
        this.whenWell = whenWell;
        this.random = random;
    }

    Duration afterSuccess() {
        failures = 0;
        return jittered(whenWell);
    }

    Duration afterFailure() {
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        return jittered(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    Duration afterRefusal() {
        failures = MOST_DOUBLINGS;
        return jittered(LONGEST);
    }

    /// Three to five quarters of it.
    private Duration jittered(Duration wait) {
        return wait.multipliedBy(750 + random.nextInt(501)).dividedBy(1000);
    }
}
