package studio.karangou.server.app;

import studio.karangou.server.feature.playback.Devices;
import studio.karangou.server.feature.playback.Films;
import studio.karangou.server.feature.playback.LicenceService;
import studio.karangou.server.feature.playback.PlaybackRoutes;
import studio.karangou.server.feature.playback.PlaybackService;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.keys.ServerKeys;
import studio.karangou.server.keys.VariantChoice;

/// Licences and playlists.
final class PlaybackWiring {
    private final Foundation foundation;
    private final Films films;
    private final Devices devices;

    PlaybackWiring(Foundation foundation, Films films, Devices devices) {
        this.foundation = foundation;
        this.films = films;
        this.devices = devices;
    }

    void register(RouteTable table) {
        ServerKeys keys = foundation.keys();
        ServerConfig config = foundation.config();
        VariantChoice variants = keys.variants();
        LicenceService licences = new LicenceService(
                films,
                devices,
                foundation.objects(),
                foundation.database(),
                keys.signing(),
                variants,
                config.licenceLife(),
                foundation.clock(),
                foundation.ids());
        PlaybackService playback = new PlaybackService(
                films,
                devices,
                foundation.objects(),
                keys.signing().verifyingKey(),
                keys.tokens(),
                variants,
                config.playbackLife(),
                foundation.clock());
        new PlaybackRoutes(licences, playback, config.publicUrl()).register(table);
    }
}
