package studio.karangou.server.feature.live;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before something is tried again that failed: twice as long each time, half of it by chance. For one
/// thread.
final class BackOff {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 6;

    private final RandomGenerator random;
    private int failures;

    BackOff(RandomGenerator random) {
        this.random = random;
    }

    /// After one more failure.
    Duration next() {
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        return bounded.multipliedBy(500 + random.nextInt(501)).dividedBy(1000);
    }

    /// It went well.
    void reset() {
        failures = 0;
    }
}
