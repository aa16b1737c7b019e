package studio.karangou.server.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.DatabaseSettings;
import studio.karangou.server.feature.live.LiveLines;
import studio.karangou.server.feature.live.LiveRoutes;
import studio.karangou.server.feed.FeedEpoch;
import studio.karangou.server.feed.FeedSignal;
import studio.karangou.server.http.RouteTable;

/// The lines on which devices are told that there is something to fetch.
final class LiveWiring implements AutoCloseable {
    /// Networks of phones forget a connection that is silent for a few minutes.
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(50);

    private final LiveLines lines;

    LiveWiring(Foundation foundation, FeedEpoch epoch, FeedSignal signal, DeviceWiring devices, MeterRegistry meters) {
        lines = new LiveLines(
                new LiveLines.Ground(
                        foundation.database(),
                        foundation.feed(),
                        epoch,
                        signal,
                        devices::requireUsable,
                        foundation.config().http().liveConnections(),
                        SIGN_OF_LIFE),
                meters);
        devices.whenShutOut(lines::shutOut);
    }

    /// What tells the nodes on a database.
    static FeedSignal signal(DatabaseSettings settings, Database database) {
        return switch (settings) {
            case DatabaseSettings.H2 _ -> FeedSignal.inProcess();
            case DatabaseSettings.PostgreSql _ -> FeedSignal.throughPostgres(database);
        };
    }

    void register(RouteTable table) {
        new LiveRoutes(lines).register(table);
    }

    void start() {
        lines.start();
    }

    @Override
    public void close() {
        lines.close();
    }
}
