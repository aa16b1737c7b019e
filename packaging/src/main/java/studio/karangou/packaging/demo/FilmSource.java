package studio.karangou.packaging.demo;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.LanguageTag;

/// Files that are ready to be taken in.
///
/// @param poster JPEG or PNG, null to let ingest choose a picture of the film
/// @param subtitles SubRip files by language
public record FilmSource(DemoFilm film, Path file, @Nullable Path poster, Map<LanguageTag, Path> subtitles) {
    public FilmSource {
        subtitles = Map.copyOf(subtitles);
    }
}
