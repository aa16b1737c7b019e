package studio.karangou.server.app;

import studio.karangou.server.feature.playback.Devices;
import studio.karangou.server.feature.playback.Films;
import studio.karangou.server.feature.playback.LicenceService;
import studio.karangou.server.feature.playback.PlaybackRoutes;
import studio.karangou.server.feature.playback.PlaybackService;
import studio.karangou.server.feature.playback.ViewingRoutes;
import studio.karangou.server.feature.playback.Viewings;
import studio.karangou.server.http.Callers;
import studio.karangou.server.http.OwnAddress;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.keys.ServerKeys;
import studio.karangou.server.keys.VariantChoice;

/// Licences and playlists.
final class PlaybackWiring {
    private final Foundation foundation;
    private final Films films;
    private final Devices devices;
    private final Callers callers;
    private final Viewings viewings;

    PlaybackWiring(Foundation foundation, Films films, Devices devices, Callers callers) {
        this.callers = callers;
        viewings = new Viewings(foundation.database(), foundation.config().viewings(), foundation.clock());
        this.foundation = foundation;
        this.films = films;
        this.devices = devices;
    }

    /// Who watches something.
    Viewings viewings() {
        return viewings;
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
                foundation.feed(),
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
                viewings,
                variants,
                config.playbackLife(),
                foundation.clock());
        new ViewingRoutes(viewings, films).register(table);
        OwnAddress address = new OwnAddress(config.publicUrl(), config.behindProxy());
        new PlaybackRoutes(licences, playback, callers, address).register(table);
    }
}
