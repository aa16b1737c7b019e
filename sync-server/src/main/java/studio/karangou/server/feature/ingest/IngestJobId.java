package studio.karangou.server.feature.ingest;

import java.util.UUID;

/// The id of one preparation of a film.
public record IngestJobId(UUID value) {
    /// Reads the usual text form of a UUID.
    ///
    /// @throws IllegalArgumentException if the text is not a UUID
    public static IngestJobId parse(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("not a UUID");
        }
        return new IngestJobId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
