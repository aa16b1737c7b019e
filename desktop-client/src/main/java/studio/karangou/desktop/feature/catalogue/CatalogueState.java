package studio.karangou.desktop.feature.catalogue;

import java.util.List;
import java.util.Optional;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.LanguageTag;

/// What there is to show of the catalogue.
public sealed interface CatalogueState {
    /// It is being read.
    record Loading() implements CatalogueState {}

    /// It cannot be read.
    record Broken(Failure failure) implements CatalogueState {}

    /// It is there, possibly empty because nothing has come from the server yet.
    ///
    /// @param films every film, the newest first
    /// @param here those of which something is on this device or on its way
    /// @param featured the film that opens the page
    /// @param countries to filter by
    /// @param languages to filter by
    record Loaded(
            List<LibraryFilm> films,
            List<LibraryFilm> here,
            Optional<LibraryFilm> featured,
            List<CountryCode> countries,
            List<LanguageTag> languages)
            implements CatalogueState {}
}
