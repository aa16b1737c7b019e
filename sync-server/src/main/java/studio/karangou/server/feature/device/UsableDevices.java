package studio.karangou.server.feature.device;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;

/// Devices that were found usable a moment ago. Bounded; whoever shuts one out takes it from here.
final class UsableDevices {
    private static final int MOST = 10_000;

    private final Map<DeviceId, Instant> until = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DeviceId, Instant> eldest) {
            return size() > MOST;
        }
    };
    private long forgotten;

    /// Whether a device need not be looked up.
    synchronized boolean has(DeviceId device, Instant now) {
        @Nullable Instant end = until.get(device);
        return end != null && now.isBefore(end);
    }

    /// To be read before looking up, and given back with what was found.
    synchronized long ticket() {
        return forgotten;
    }

    /// Keeps a device that was looked up, unless one was forgotten meanwhile: it may be this one.
    synchronized void keep(DeviceId device, Instant end, long ticket) {
        if (ticket == forgotten) {
            until.remove(device);
            until.put(device, end);
        }
    }

    /// The next one who asks looks it up.
    synchronized void forget(DeviceId device) {
        forgotten++;
        until.remove(device);
    }
}
