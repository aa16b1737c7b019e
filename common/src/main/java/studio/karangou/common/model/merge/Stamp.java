package studio.karangou.common.model.merge;

import java.util.Comparator;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.HybridTime;

/// When something was said, and by what operation of which device. No two operations have the same, so that
/// any two words are in one order everywhere: by hybrid time; at the same, by the device's id as text; of one
/// device, as its journal has them.
///
/// @param time as it counts: never later than the word arrived
/// @param sequence the operation's place in the device's journal
public record Stamp(HybridTime time, DeviceId device, long sequence) implements Comparable<Stamp> {
    private static final Comparator<Stamp> ORDER = Comparator.comparing(Stamp::time)
            .thenComparing(stamp -> stamp.device().toString())
            .thenComparingLong(Stamp::sequence);

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }
}
