package studio.karangou.common.model;

import java.time.Duration;
import java.time.InstantSource;

/// Gives hybrid times that never go back, whatever the physical clock does; except from a time that turned out to be
/// wrong, or one jump of a clock into the future would stay in a journal for ever.
public final class HybridClock {
    /// A hybrid time may be ahead of a sure physical time by so much.
    public static final Duration MOST_AHEAD = Duration.ofHours(1);

    private final InstantSource physical;
    private HybridTime last;

    /// @param last the latest time this device has given or seen before, from its journal
    public HybridClock(InstantSource physical, HybridTime last) {
        this.physical = physical;
        this.last = last;
    }

    /// The time of a new local event: after every time given or seen so far.
    public synchronized HybridTime now() {
        last = after(Math.max(physical.millis(), last.millis()));
        return last;
    }

    /// As [#now()]; with a physical time that is sure, a last time more than [#MOST_AHEAD] beyond it was wrong and is
    /// left behind.
    public synchronized HybridTime now(boolean sure) {
        if (sure && last.millis() - physical.millis() > MOST_AHEAD.toMillis()) {
            last = new HybridTime(physical.millis(), 0);
            return last;
        }
        return now();
    }

    /// Takes note of a time that came from elsewhere.
    public synchronized void saw(HybridTime remote) {
        if (remote.compareTo(last) > 0) {
            last = remote;
        }
    }

    private HybridTime after(long millis) {
        if (millis > last.millis()) {
            return new HybridTime(millis, 0);
        }
        return last.counter() < HybridTime.MAX_COUNTER
                ? new HybridTime(last.millis(), last.counter() + 1)
                : new HybridTime(last.millis() + 1, 0);
    }
}
