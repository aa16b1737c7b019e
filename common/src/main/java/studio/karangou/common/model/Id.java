package studio.karangou.common.model;

import java.util.UUID;

/// A typed identifier: its text form is that of its UUID.
public sealed interface Id permits FilmId, ProjectId, DeviceId, VenueId, PersonId, OperationId, LicenceId {
    /// The bare UUID.
    UUID value();

    /// Reads the canonical 36 character form only; `UUID.fromString` alone accepts `1-1-1-1-1`.
    ///
    /// @throws IllegalArgumentException if the text is not a UUID
    static UUID parseUuid(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("not a UUID");
        }
        return UUID.fromString(text);
    }
}
