package studio.karangou.desktop.engine.store;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.HybridClock;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.Uuid7;

/// The journal that is written to at the moment; whoever uses it holds the store's lock.
final class OpenJournal {
    private static final Logger LOG = LoggerFactory.getLogger(OpenJournal.class);

    final DeviceId device;
    final JournalFile file;
    final HybridClock hybrid;
    Uuid7 ids;
    HybridTime latest;
    long last;

    @Nullable
    Bytes hash;

    long indexed;

    OpenJournal(DeviceId device, JournalFile file, InstantSource clock, HybridTime latest) {
        this.device = device;
        this.file = file;
        this.latest = latest;
        hybrid = new HybridClock(clock, latest);
        ids = idsByTime(hybrid);
    }

    /// Ids follow the hybrid time, so they keep their order when the clock is set back.
    private static Uuid7 idsByTime(HybridClock hybrid) {
        return new Uuid7(() -> hybrid.now().instant());
    }

    HybridTime now(boolean sure) {
        HybridTime now = hybrid.now(sure);
        if (now.compareTo(latest) < 0) {
            LOG.warn("the journal's time was ahead by mistake and is right again");
            ids = idsByTime(hybrid);
        }
        latest = now;
        return now;
    }
}
