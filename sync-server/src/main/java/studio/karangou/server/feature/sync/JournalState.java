package studio.karangou.server.feature.sync;

import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.VenueId;

/// How far the journal of a device is on disk here.
///
/// @param name of the device
/// @param profile as it was enrolled; what it shows itself as today is not known
/// @param acknowledged its last sequence
/// @param chainHash the hash chain after it
/// @param revoked whether the device was shut out
/// @param vouched whether somebody answers for the venue: the operator, or a host who is verified at this moment
record JournalState(
        String name,
        VenueId venue,
        DeviceProfile profile,
        VerifyingKey signingKey,
        long acknowledged,
        Bytes chainHash,
        boolean revoked,
        boolean vouched) {}
