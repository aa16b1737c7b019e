package studio.karangou.server.feature.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.protocol.Manifest;

/// The catalogue, as ingest needs it; wired in `app`.
public interface FilmPublisher {
    /// What the catalogue knows of a film, prepared or not; empty if nobody announced it.
    Optional<Film> announced(FilmId film);

    /// The key that every segment of a film is encrypted with, at its first preparation and at any later one:
    /// who carries the film with them, and a licence for it, goes on playing what they have.
    /// Drawn and kept when it is asked for the first time; a secret.
    ///
    /// @throws studio.karangou.common.model.FailureException if nobody announced the film
    ContentKey contentKey(FilmId film);

    /// Signs the manifest, stores it and shows the film, in one transaction with the change feed.
    /// May be called again with the same film and revision after a crash; that changes nothing.
    void publish(PreparedFilm film);

    /// A film whose every byte is in the object store.
    ///
    /// @param manifest unsigned; its revision is higher than that of any earlier preparation
    /// @param key the film's [#contentKey], that the segments are encrypted with; a secret
    /// @param spoken languages of the sound, the main one first; empty for a silent film
    /// @param poster JPEG or PNG
    record PreparedFilm(
            FilmId film,
            Manifest manifest,
            ContentKey key,
            List<LanguageTag> spoken,
            List<LanguageTag> subtitles,
            Duration duration,
            ContentAddress poster) {
        public PreparedFilm {
            spoken = List.copyOf(spoken);
            subtitles = List.copyOf(subtitles);
        }
    }
}
