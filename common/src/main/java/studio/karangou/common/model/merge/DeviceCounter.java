package studio.karangou.common.model.merge;

import java.util.HashMap;
import java.util.Map;
import studio.karangou.common.model.DeviceId;

/// A number that only grows, counted by each device for itself: of two counts of one device the larger is the
/// later (G-Counter; Shapiro, Preguiça, Baquero, Zawirski: "A comprehensive study of Convergent and
/// Commutative Replicated Data Types", INRIA RR-7506, 2011, section 3.1.2). Merging is commutative,
/// associative and idempotent.
///
/// The server's tables are such a counter, and the database sums it; the simulation holds them against this one.
///
/// @param counts by device, none of them negative
public record DeviceCounter(Map<DeviceId, Long> counts) {
    public DeviceCounter {
        counts = Map.copyOf(counts);
        if (counts.values().stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("a counter that only grows is never negative");
        }
    }

    /// Of nothing.
    public static DeviceCounter zero() {
        return new DeviceCounter(Map.of());
    }

    /// What one device has counted.
    public static DeviceCounter of(DeviceId device, long count) {
        return new DeviceCounter(Map.of(device, count));
    }

    /// As it is when a device counts on. Only that device may.
    ///
    /// @param more at least 0
    /// @throws IllegalArgumentException if it is negative
    /// @throws ArithmeticException if the device has counted further than a number goes
    public DeviceCounter plus(DeviceId device, long more) {
        if (more < 0) {
            throw new IllegalArgumentException("a counter that only grows is never negative");
        }
        return merge(of(device, Math.addExact(counts.getOrDefault(device, 0L), more)));
    }

    /// What either knows.
    public DeviceCounter merge(DeviceCounter other) {
        Map<DeviceId, Long> both = new HashMap<>(counts);
        other.counts.forEach((device, count) -> both.merge(device, count, Math::max));
        return new DeviceCounter(both);
    }

    /// What all devices have counted.
    ///
    /// @throws ArithmeticException if it is more than a number holds
    public long value() {
        return counts.values().stream().reduce(0L, Math::addExact);
    }
}
