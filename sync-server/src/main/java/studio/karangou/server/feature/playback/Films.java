package studio.karangou.server.feature.playback;

import java.util.Optional;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.FilmId;

/// The catalogue, as playback needs it; wired in `app`.
public interface Films {
    /// What is needed to show a film; empty while it is being prepared.
    ///
    /// @throws studio.karangou.common.model.FailureException if there is no such film
    Optional<Showable> find(FilmId film);

    /// The same to go on with a film that somebody opened: also of one that was withdrawn since.
    ///
    /// @throws studio.karangou.common.model.FailureException if there is no such film
    Optional<Showable> opened(FilmId film);

    /// A film that can be shown.
    ///
    /// @param manifest where its signed manifest is
    /// @param key a secret
    record Showable(ContentAddress manifest, ContentKey key) {}
}
