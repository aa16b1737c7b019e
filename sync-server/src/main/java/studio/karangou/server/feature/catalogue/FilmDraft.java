package studio.karangou.server.feature.catalogue;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Genre;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.ProjectId;
import studio.karangou.server.http.Names;

/// What a person says of a film; the rest comes from its file.
///
/// @param spoken as it is known beforehand; the file has the last word
/// @param project that the film supports, null if none
public record FilmDraft(
        FilmId id,
        String title,
        String synopsis,
        String director,
        int year,
        Genre genre,
        List<CountryCode> countries,
        List<LanguageTag> spoken,
        @Nullable ProjectId project) {
    private static final int TITLE_CHARS = 200;
    private static final int SYNOPSIS_CHARS = 4_000;
    private static final int COUNTRIES = 20;
    private static final int FIRST_YEAR = 1888;
    private static final int LAST_YEAR = 2200;

    /// Checks lengths and ranges.
    ///
    /// @throws studio.karangou.common.model.FailureException with [CatalogueFailure.BadField]
    void check() {
        require("title", Names.isGoodLine(title, TITLE_CHARS));
        require("synopsis", Names.isGood(synopsis, SYNOPSIS_CHARS));
        require("director", Names.isGoodLine(director, TITLE_CHARS));
        require("year", year >= FIRST_YEAR && year <= LAST_YEAR);
        require("countries", !countries.isEmpty() && countries.size() <= COUNTRIES);
        require("spoken", spoken.size() <= COUNTRIES);
    }

    /// As a film that nobody has prepared yet.
    Film unprepared() {
        return new Film(
                id,
                title,
                synopsis,
                director,
                year,
                genre,
                countries,
                spoken,
                List.of(),
                Duration.ZERO,
                project,
                null,
                null);
    }

    /// Over a film that is there already, whose file has said the rest.
    Film over(Film known) {
        return new Film(
                id,
                title,
                synopsis,
                director,
                year,
                genre,
                countries,
                known.manifest() == null ? spoken : known.spoken(),
                known.subtitles(),
                known.duration(),
                project,
                known.poster(),
                known.manifest());
    }

    private static void require(String field, boolean condition) {
        if (!condition) {
            throw new CatalogueFailure.BadField(field).asException();
        }
    }
}
