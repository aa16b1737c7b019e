package studio.karangou.common.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.HybridClock;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.merge.Stamp;

/// When operations count as said, where the last word decides. A clock that runs ahead must not have it for
/// ever: nothing was said later than it arrived; and what a device was not sure of was not said later than
/// what its journal has behind it with a time that is sure, once the clock was put right.
public final class SaidTimes {
    private SaidTimes() {}

    /// The stamps of a run of one journal, in its order.
    ///
    /// @param arrived when the run was taken in
    public static List<Stamp> of(List<Operation> run, Instant arrived) {
        List<Stamp> stamps = new ArrayList<>(run.size());
        @Nullable HybridTime sure = null;
        for (Operation operation : run.reversed()) {
            HybridTime said = notAfter(put(operation, sure), arrived.toEpochMilli());
            stamps.add(new Stamp(said, operation.device(), operation.sequence()));
            sure = operation.timeUnsure() ? sure : operation.time();
        }
        Collections.reverse(stamps);
        return stamps;
    }

    /// @param sure the time of the next operation that is sure of its own, null if none is
    private static HybridTime put(Operation operation, @Nullable HybridTime sure) {
        if (sure != null
                && operation.timeUnsure()
                && operation.time().millis() - sure.millis() > HybridClock.MOST_AHEAD.toMillis()) {
            return new HybridTime(sure.millis(), 0);
        }
        return operation.time();
    }

    private static HybridTime notAfter(HybridTime own, long millis) {
        return own.millis() > millis ? new HybridTime(millis, 0) : own;
    }
}
