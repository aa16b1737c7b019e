package studio.karangou.server.feature.playback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.server.keys.MacTokens;
import studio.karangou.server.keys.VariantChoice;
import studio.karangou.server.storage.ObjectStore;

/// Films for players that are not ours: playlists and the key, against a token in the address.
public final class PlaybackService {
    private final Films films;
    private final Devices devices;
    private final Manifests manifests;
    private final MacTokens tokens;
    private final Viewings viewings;
    private final VariantChoice variants;
    private final Duration life;
    private final Clock clock;

    /// @param life of a token
    public PlaybackService(
            Films films,
            Devices devices,
            ObjectStore objects,
            VerifyingKey serverKey,
            MacTokens tokens,
            Viewings viewings,
            VariantChoice variants,
            Duration life,
            Clock clock) {
        this.films = films;
        this.devices = devices;
        this.manifests = new Manifests(objects, serverKey);
        this.tokens = tokens;
        this.viewings = viewings;
        this.variants = variants;
        this.life = life;
        this.clock = clock;
    }

    /// A token and its end.
    record Ticket(String token, Instant expires) {}

    /// Opens a film for a device.
    ///
    /// @param person who watches, null when nobody said
    /// @throws studio.karangou.common.model.FailureException with [PlaybackFailure.NotReady],
    ///     [PlaybackFailure.TooManyViewings], or what [Films] and
    ///     [Devices] say
    Ticket open(DeviceId device, @Nullable PersonId person, FilmId film) {
        devices.usable(device);
        if (films.find(film).isEmpty()) {
            throw new PlaybackFailure.NotReady().asException();
        }
        Instant expires = clock.instant().plus(life);
        String token = tokens.make(MacTokens.Purpose.PLAYBACK, device.value(), film.value(), expires);
        viewings.open(Viewings.id(token), device, person, film);
        return new Ticket(token, expires);
    }

    /// A playlist.
    ///
    /// @throws studio.karangou.common.model.FailureException with a [PlaybackFailure]
    String playlist(DeviceId device, FilmId film, PlaylistName name, @Nullable String token) {
        String checked = check(device, film, token);
        UUID viewing = Viewings.id(checked);
        viewings.keep(viewing);
        Manifest manifest = manifests.read(opened(viewing, device, film).manifest());
        Playlists playlists = new Playlists(manifest, checked, viewing);
        return switch (name) {
            case PlaylistName.Master _ -> playlists.master();
            case PlaylistName.Video video ->
                playlists.video(
                        video.rung(), variants.of(devices.usable(device).venue(), film, manifest.segmentCount()));
            case PlaylistName.Audio audio -> playlists.audio(audio.language(), audio.kilobits());
            case PlaylistName.Subtitles subtitles -> playlists.subtitles(subtitles.language());
        };
    }

    /// The content key, 16 bytes, as HLS wants it (RFC 8216, section 4.3.2.4).
    ///
    /// @throws studio.karangou.common.model.FailureException with a [PlaybackFailure]
    byte[] key(DeviceId device, FilmId film, @Nullable String token) {
        UUID viewing = Viewings.id(check(device, film, token));
        viewings.keep(viewing);
        devices.usable(device);
        return opened(viewing, device, film).key().export();
    }

    /// Who watches a film that is withdrawn does so to the end.
    private Films.Showable opened(UUID viewing, DeviceId device, FilmId film) {
        return (viewings.isOpen(viewing, device, film) ? films.opened(film) : films.find(film))
                .orElseThrow(() -> new PlaybackFailure.NotReady().asException());
    }

    private String check(DeviceId device, FilmId film, @Nullable String token) {
        if (token == null) {
            throw new PlaybackFailure.TokenMissing().asException();
        }
        MacTokens.Reading reading = tokens.read(MacTokens.Purpose.PLAYBACK, token, clock.instant());
        @Nullable
        PlaybackFailure refusal = switch (reading) {
            case MacTokens.Wrong _ -> new PlaybackFailure.TokenWrong();
            case MacTokens.Expired _ -> new PlaybackFailure.TokenExpired();
            case MacTokens.Valid valid
            when !valid.first().equals(device.value()) -> new PlaybackFailure.TokenOfOtherDevice();
            case MacTokens.Valid valid
            when !valid.second().equals(film.value()) -> new PlaybackFailure.TokenOfOtherFilm();
            case MacTokens.Valid _ -> null;
            // a film that plays goes on: the server remembers whom it opened it for
            case MacTokens.Recalled _ ->
                viewings.isOpen(Viewings.id(token), device, film) ? null : new PlaybackFailure.TokenWrong();
        };
        if (refusal != null) {
            throw refusal.asException();
        }
        return token;
    }
}
