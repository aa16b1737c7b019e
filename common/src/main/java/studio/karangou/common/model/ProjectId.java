package studio.karangou.common.model;

import java.util.UUID;

/// The id of a project to fund.
public record ProjectId(UUID value) implements Id {
    /// Reads the usual text form of a UUID.
    ///
    /// @throws IllegalArgumentException if the text is not a UUID
    public static ProjectId parse(String text) {
        return new ProjectId(Id.parseUuid(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
