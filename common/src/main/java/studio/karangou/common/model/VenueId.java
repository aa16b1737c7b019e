package studio.karangou.common.model;

import java.util.UUID;

/// The id of a venue (lieu).
public record VenueId(UUID value) implements Id {
    /// Reads the usual text form of a UUID.
    ///
    /// @throws IllegalArgumentException if the text is not a UUID
    public static VenueId parse(String text) {
        return new VenueId(Id.parseUuid(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
