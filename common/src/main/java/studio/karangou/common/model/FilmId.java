package studio.karangou.common.model;

import java.util.UUID;

/// The id of a film.
public record FilmId(UUID value) implements Id {
    /// Reads the usual text form of a UUID.
    ///
    /// @throws IllegalArgumentException if the text is not a UUID
    public static FilmId parse(String text) {
        return new FilmId(Id.parseUuid(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
