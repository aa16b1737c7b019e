package studio.karangou.server.feature.playback;

import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.VenueId;

/// Enrolled devices, as playback needs them; wired in `app`.
@FunctionalInterface
public interface Devices {
    /// A device that may act now.
    ///
    /// @throws studio.karangou.common.model.FailureException if there is none, or it was shut out
    Viewer usable(DeviceId device);

    /// Who is to see a film.
    ///
    /// @param sealingKey that the content key is sealed to
    record Viewer(VenueId venue, SealingKey sealingKey) {}
}
