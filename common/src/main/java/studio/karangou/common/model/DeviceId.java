package studio.karangou.common.model;

import java.util.UUID;

/// The id of an enrolled device.
public record DeviceId(UUID value) implements Id {
    /// Reads the usual text form of a UUID.
    ///
    /// @throws IllegalArgumentException if the text is not a UUID
    public static DeviceId parse(String text) {
        return new DeviceId(Id.parseUuid(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
