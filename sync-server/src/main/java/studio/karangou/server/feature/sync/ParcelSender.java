package studio.karangou.server.feature.sync;

import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.VenueId;

/// The device that a parcel comes from, and that the answer is sealed to.
///
/// @param acknowledged the last sequence of its journal here
/// @param revoked whether it was shut out
record ParcelSender(
        VenueId venue, VerifyingKey signingKey, SealingKey sealingKey, long acknowledged, boolean revoked) {}
