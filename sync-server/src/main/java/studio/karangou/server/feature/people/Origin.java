package studio.karangou.server.feature.people;

import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;

/// Where somebody comes from who is not known yet, for limits.
///
/// @param network of the address that the request came from
/// @param device that has shown a session of its own with the request, null for none
record Origin(String network, @Nullable DeviceId device) {}
