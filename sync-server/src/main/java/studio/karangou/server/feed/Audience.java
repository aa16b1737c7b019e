package studio.karangou.server.feed;

import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.VenueId;

/// A device as the feed sees it: whatever is for itself or for its venue concerns it from the beginning; what else
/// does it has joined.
public record Audience(DeviceId device, VenueId venue) {}
