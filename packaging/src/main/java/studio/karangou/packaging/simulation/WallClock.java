package studio.karangou.packaging.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The clock of a machine: wrong by what somebody set it to.
final class WallClock implements InstantSource {
    private final VirtualTime time;
    private Duration wrong = Duration.ZERO;

    WallClock(VirtualTime time) {
        this.time = time;
    }

    @Override
    public Instant instant() {
        return time.instant().plus(wrong);
    }

    /// Goes on evenly, whatever is set.
    long nanos() {
        return time.since().toNanos();
    }

    void set(Duration by) {
        wrong = by;
    }

    Duration wrong() {
        return wrong;
    }
}
