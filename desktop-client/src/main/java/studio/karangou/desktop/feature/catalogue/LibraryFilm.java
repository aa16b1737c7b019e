package studio.karangou.desktop.feature.catalogue;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Film;

/// A film and what the device has of it.
///
/// @param poster the poster on disk, null while the device does not have it
/// @param right to show it, null while the film is not here
public record LibraryFilm(
        Film film,
        DownloadState download,
        @Nullable Path poster,
        @Nullable Right right) {
    /// Of a film without a right that is known.
    public LibraryFilm(Film film, DownloadState download, @Nullable Path poster) {
        this(film, download, poster, null);
    }

    /// How long a film may be shown; it is renewed a week before the end, as soon as the server can be asked.
    public record Right(Instant until, Left left) {}

    /// What is left of a right.
    public enum Left {
        ENOUGH,
        /// Less than three days: the server could not be asked for long.
        LITTLE,
        NOTHING
    }
}
