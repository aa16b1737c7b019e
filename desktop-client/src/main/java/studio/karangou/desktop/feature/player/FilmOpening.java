package studio.karangou.desktop.feature.player;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;

/// Opens a film for one showing. Blocks, so not on the FX thread.
record FilmOpening(FilmId film, PlayerParts parts) {
    private static final Logger LOG = LoggerFactory.getLogger(FilmOpening.class);

    /// A film that is open.
    ///
    /// @param view of this showing, begun on disk
    /// @param place where one stopped the last time, empty for the beginning
    record Opened(PlayableFilm film, Views.OpenView view, Optional<Duration> place) {}

    /// With the place where one stopped. It is not known when the database fails: a film on disk is shown without it
    /// (docs/decisions/0021).
    Opened whereOneStopped() {
        return open(lastPlace());
    }

    Opened atItsBeginning() {
        return open(Optional.empty());
    }

    private Opened open(Optional<Duration> place) {
        // the view first: it holds nothing that would have to be given back
        Views.OpenView view = parts.views().begin(film);
        return new Opened(parts.source().open(film), view, place);
    }

    private Optional<Duration> lastPlace() {
        try {
            return parts.resumePoints().of(film);
        } catch (FailureException e) {
            LOG.warn("where one stopped cannot be read, the film begins at its beginning", e);
            return Optional.empty();
        }
    }
}
