package studio.karangou.desktop.app;

import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.feature.player.OpenPlayer;
import studio.karangou.desktop.ui.Texts;

/// Makes the player's screen.
@FunctionalInterface
public interface PlayerOpener {
    /// A view that shows the film and calls `leave`, on the FX thread, when it is done or a person leaves it.
    ///
    /// @param support leaves the film for the project that it supports
    OpenPlayer open(FilmId film, Texts texts, Runnable leave, Runnable support);

    /// Gets ready for the first film, in the background; called when the first page has been painted.
    default void makeReady() {}
}
