package studio.karangou.desktop.feature.enrolment;

import java.net.URI;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.VenueId;

/// Who this device is.
///
/// @param serverKey what the server signs manifests and licences with
public record EnrolledDevice(
        DeviceId id,
        String name,
        DeviceProfile profile,
        VenueId venue,
        String venueName,
        URI server,
        VerifyingKey serverKey) {}
