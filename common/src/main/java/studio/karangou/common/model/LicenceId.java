package studio.karangou.common.model;

import java.util.UUID;

/// The id of a licence (droit de projection).
public record LicenceId(UUID value) implements Id {
    /// Reads the usual text form of a UUID.
    ///
    /// @throws IllegalArgumentException if the text is not a UUID
    public static LicenceId parse(String text) {
        return new LicenceId(Id.parseUuid(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
