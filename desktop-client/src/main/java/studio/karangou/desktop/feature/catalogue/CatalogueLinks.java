package studio.karangou.desktop.feature.catalogue;

import java.util.Optional;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;

/// Where the catalogue leads to, and what others put on its pages.
public interface CatalogueLinks {
    void openFilm(FilmId film);

    void watch(FilmId film);

    /// The page of the films on this device.
    void openDownloads();

    void back();

    /// The project that a film supports, as a card; an empty node when it supports none.
    View projectCard(Film film, Texts texts);

    /// Whether the venue's kiosks hold a film, as a card; empty where nobody looks after kiosks.
    Optional<View> kioskCard(Film film, Texts texts);
}
