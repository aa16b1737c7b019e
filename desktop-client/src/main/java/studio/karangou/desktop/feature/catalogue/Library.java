package studio.karangou.desktop.feature.catalogue;

import java.util.List;
import java.util.Optional;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Subscription;

/// The films that the device knows, from its own copy of the catalogue; never waits on the network.
public interface Library {
    /// Every film, the newest first.
    List<LibraryFilm> films();

    Optional<LibraryFilm> film(FilmId id);

    /// Calls the listener, on any thread, when a film, a poster or a download changed.
    Subscription onChange(Runnable listener);
}
