package studio.karangou.desktop.engine.delivery;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.feature.catalogue.DownloadFailure;

/// Which films are being shown, or opened for it: none of them is removed under its audience.
/// Safe for several threads.
final class OnScreen {
    private final Map<FilmId, Integer> showings = new HashMap<>();

    synchronized void begins(FilmId film) {
        showings.merge(film, 1, Integer::sum);
    }

    synchronized void ends(FilmId film) {
        showings.computeIfPresent(film, (shown, times) -> times == 1 ? null : times - 1);
    }

    synchronized boolean has(FilmId film) {
        return showings.containsKey(film);
    }

    /// Does something unless any film is being shown; no showing begins meanwhile.
    ///
    /// @return whether it was done
    synchronized boolean whileDark(ContentFetcher.Step step) throws IOException {
        if (!showings.isEmpty()) {
            return false;
        }
        step.run();
        return true;
    }

    /// Does what takes a film away; no showing of it begins meanwhile.
    ///
    /// @throws FailureException with [DownloadFailure.BeingShown] if it is being shown; then nothing was done
    synchronized void unlessShown(FilmId film, Runnable removal) {
        if (has(film)) {
            throw new FailureException(new DownloadFailure.BeingShown());
        }
        removal.run();
    }
}
