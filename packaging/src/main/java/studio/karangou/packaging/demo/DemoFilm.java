package studio.karangou.packaging.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Genre;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.ProjectId;

/// A film of the demo: what its entry says, and how it is painted.
///
/// @param spoken languages, one sound track each
/// @param subtitles languages
/// @param project that it supports, null if none
/// @param colors as in `#d5672f`: sky from above to below, then the figure
/// @param seconds that it lasts
public record DemoFilm(
        FilmId id,
        String title,
        String synopsis,
        String director,
        int year,
        Genre genre,
        List<CountryCode> countries,
        List<LanguageTag> spoken,
        List<LanguageTag> subtitles,
        @Nullable ProjectId project,
        Art art,
        List<String> colors,
        int seconds,
        int width,
        int height,
        int framesPerSecond) {
    public DemoFilm {
        countries = List.copyOf(countries);
        spoken = List.copyOf(spoken);
        subtitles = List.copyOf(subtitles);
        colors = List.copyOf(colors);
    }

    /// What moves in the picture.
    public enum Art {
        SUN,
        LAGOON,
        STRIPES,
        ECLIPSE,
        LINE,
        NIGHT
    }

    /// What `POST /api/v1/operator/films` takes.
    public Entry entry() {
        return new Entry(id, title, synopsis, director, year, genre, countries, spoken, project);
    }

    /// The film's entry in the catalogue, before its file is there.
    public record Entry(
            FilmId id,
            String title,
            String synopsis,
            String director,
            int year,
            Genre genre,
            List<CountryCode> countries,
            List<LanguageTag> spoken,
            @Nullable ProjectId project) {}
}
