package studio.karangou.server.feature.people;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.server.keys.MacTokens;

/// Tells where somebody comes from who is not known yet.
final class Origins {
    private final MacTokens tokens;
    private final Attendance attendance;
    private final InstantSource clock;

    Origins(MacTokens tokens, Attendance attendance, InstantSource clock) {
        this.tokens = tokens;
        this.attendance = attendance;
        this.clock = clock;
    }

    /// @param shown the token of a device's session, null if none came; one that is not good counts as none
    Origin of(String network, @Nullable String shown) {
        if (shown == null) {
            return new Origin(network, null);
        }
        @Nullable DeviceId at = attendance.shownBy(shown).orElse(null);
        return tokens.read(MacTokens.Purpose.SESSION, shown, clock.instant()) instanceof MacTokens.Valid valid
                ? new Origin(network, new DeviceId(valid.first()), at)
                : new Origin(network, null, at);
    }
}
