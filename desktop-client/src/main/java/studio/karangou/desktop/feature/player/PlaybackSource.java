package studio.karangou.desktop.feature.player;

import studio.karangou.common.model.FilmId;

/// Opens films for showing.
public interface PlaybackSource {
    /// Checks the licence and makes the film available on this machine. Blocks, but not on the network
    /// if the film is on disk.
    ///
    /// @throws studio.karangou.common.model.FailureException with a sentence for the host when it may not or
    ///     cannot be shown
    PlayableFilm open(FilmId film);

    /// Gets ready for the first film; blocks for some tenths of a second, and need not be called.
    default void makeReady() {}
}
