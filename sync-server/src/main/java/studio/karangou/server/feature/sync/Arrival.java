package studio.karangou.server.feature.sync;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.VenueId;

/// From where and when operations come.
///
/// @param name of the device
/// @param profile of the device, as it was enrolled
/// @param vouched whether somebody answers for the venue's money
/// @param at when the server has them
record Arrival(DeviceId device, String name, VenueId venue, DeviceProfile profile, boolean vouched, Instant at) {
    /// Whether a host stands behind what comes, whose word on cash counts.
    boolean isOfHost() {
        return profile == DeviceProfile.LIEU && vouched;
    }

    /// When something happened by the device's clock. A clock that runs ahead does not make it later than it
    /// arrived.
    Instant happened(Instant own) {
        return own.isBefore(at) ? own : at;
    }

    /// The day (UTC) on which something [#happened].
    LocalDate dayOf(Instant own) {
        return LocalDate.ofInstant(happened(own), ZoneOffset.UTC);
    }
}
