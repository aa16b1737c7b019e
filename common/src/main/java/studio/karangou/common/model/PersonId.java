package studio.karangou.common.model;

import java.util.UUID;

/// The id of a person with an account.
public record PersonId(UUID value) implements Id {
    /// Reads the usual text form of a UUID.
    ///
    /// @throws IllegalArgumentException if the text is not a UUID
    public static PersonId parse(String text) {
        return new PersonId(Id.parseUuid(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
