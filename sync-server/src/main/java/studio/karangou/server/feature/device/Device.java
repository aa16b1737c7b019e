package studio.karangou.server.feature.device;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.VenueId;

/// A device of a venue.
///
/// @param revokedAt since when it is shut out, null if it is not
public record Device(
        DeviceId id,
        VenueId venue,
        String name,
        DeviceProfile profile,
        VerifyingKey signingKey,
        SealingKey sealingKey,
        @Nullable Instant revokedAt) {}
