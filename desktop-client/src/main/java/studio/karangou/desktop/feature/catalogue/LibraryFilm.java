package studio.karangou.desktop.feature.catalogue;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Film;

/// A film and what the device has of it.
///
/// @param poster the poster on disk, null while the device does not have it
public record LibraryFilm(
        Film film, DownloadState download, @Nullable Path poster) {}
