package studio.karangou.server.feature.people;

import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;

/// Where somebody comes from who is not known yet.
///
/// @param network of the address that the request came from, for limits
/// @param device that has shown a session of its own with the request, for limits, null for none
/// @param at the device that they are at, for [Attendance], null for none; its session may be over for a while
record Origin(
        String network, @Nullable DeviceId device, @Nullable DeviceId at) {
    /// Somebody at no device of ours.
    Origin(String network, @Nullable DeviceId device) {
        this(network, device, null);
    }
}
