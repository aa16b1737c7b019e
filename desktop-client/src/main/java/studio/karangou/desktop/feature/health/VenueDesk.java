package studio.karangou.desktop.feature.health;

import java.util.List;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.VenueApi.DeviceShown;
import studio.karangou.common.protocol.VenueApi.VenueCode;
import studio.karangou.common.protocol.VenueApi.VenueDraft;
import studio.karangou.common.protocol.VenueApi.VenueShown;

/// What a verified host asks of the server about venues. Every method blocks and throws a
/// [studio.karangou.common.model.FailureException].
public interface VenueDesk {
    /// The host's venues, by name.
    List<VenueShown> venues();

    VenueShown register(VenueDraft draft);

    /// Changes what a venue says of itself.
    VenueShown change(VenueId venue, VenueDraft draft);

    /// A code for one device, good once, for a day.
    ///
    /// @param profile what the device is to be; with another one it is not let in
    VenueCode issueCode(VenueId venue, DeviceProfile profile);

    /// The devices of a venue, latest enrolled first.
    List<DeviceShown> devices(VenueId venue);

    /// The host knows that there were two of a device and has seen to it; another copy is told of again.
    void settleCopy(VenueId venue, DeviceId device);

    /// Shuts a device out for good.
    void revoke(VenueId venue, DeviceId device);
}
