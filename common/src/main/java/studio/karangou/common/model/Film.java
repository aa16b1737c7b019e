package studio.karangou.common.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A film as the catalogue shows it.
///
/// @param year of release
/// @param spoken languages of the sound, the main one first
/// @param project the project that this film supports, null if none
/// @param poster address of the poster picture (clear bytes), null while there is none
/// @param manifest address of the signed manifest, null while the film is still being prepared
public record Film(
        FilmId id,
        String title,
        String synopsis,
        String director,
        int year,
        Genre genre,
        List<CountryCode> countries,
        List<LanguageTag> spoken,
        List<LanguageTag> subtitles,
        Duration duration,
        @Nullable ProjectId project,
        @Nullable ContentAddress poster,
        @Nullable ContentAddress manifest) {
    public Film {
        countries = List.copyOf(countries);
        spoken = List.copyOf(spoken);
        subtitles = List.copyOf(subtitles);
    }
}
