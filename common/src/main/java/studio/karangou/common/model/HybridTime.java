package studio.karangou.common.model;

import java.time.Instant;
import java.util.Comparator;

/// A point in hybrid logical time (Kulkarni et al., "Logical Physical Clocks", 2014):
/// the largest physical time seen, and a counter for what happened within it.
///
/// @param millis milliseconds since 1970, as well as the device knew
/// @param counter from 0 to 65535
public record HybridTime(long millis, int counter) implements Comparable<HybridTime> {
    public static final int MAX_COUNTER = 0xFFFF;
    private static final Comparator<HybridTime> ORDER =
            Comparator.comparingLong(HybridTime::millis).thenComparingInt(HybridTime::counter);

    public HybridTime {
        if (millis < 0 || counter < 0 || counter > MAX_COUNTER) {
            throw new IllegalArgumentException("hybrid time out of range");
        }
    }

    /// The physical part, for people to read.
    public Instant instant() {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public int compareTo(HybridTime other) {
        return ORDER.compare(this, other);
    }
}
