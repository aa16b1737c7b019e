package studio.karangou.desktop.feature.catalogue;

import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;

/// Fetches films to the device. Every call returns at once; [Library] tells how it goes.
public interface Downloads {
    /// Fetches the film and its licence; also begins again after a failure.
    void start(FilmId film);

    void pause(FilmId film);

    void resume(FilmId film);

    /// Stops, and removes what has come.
    ///
    /// @throws FailureException with [DownloadFailure.BeingShown] if it is on the screen; then nothing was done
    void cancel(FilmId film);

    /// Removes a film that is ready, to free its space.
    ///
    /// @throws FailureException with [DownloadFailure.BeingShown] if it is on the screen; then nothing was done
    void remove(FilmId film);
}
