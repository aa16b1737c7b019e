package studio.karangou.server.http;

import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.VenueId;

/// A device that has shown who it is.
public record DeviceCaller(DeviceId device, VenueId venue) implements Caller {}
