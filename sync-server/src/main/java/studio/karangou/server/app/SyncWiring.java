package studio.karangou.server.app;

import studio.karangou.server.feature.device.Copies;
import studio.karangou.server.feature.sync.ProjectBooks;
import studio.karangou.server.feature.sync.PullService;
import studio.karangou.server.feature.sync.PushService;
import studio.karangou.server.feature.sync.SyncRoutes;
import studio.karangou.server.feed.FeedEpoch;
import studio.karangou.server.http.RouteTable;

/// Push and pull.
final class SyncWiring implements AutoCloseable {
    private final Foundation foundation;
    private final ProjectBooks books;
    private final Copies copies;
    private final FeedEpoch epoch;

    SyncWiring(Foundation foundation, ProjectBooks books, Copies copies, FeedEpoch epoch) {
        this.epoch = epoch;
        this.copies = copies;
        this.foundation = foundation;
        this.books = books;
    }

    void register(RouteTable table) {
        PushService push =
                new PushService(foundation.database(), books, foundation.feed(), foundation.clock(), copies::forked);
        PullService pull = new PullService(foundation.database(), foundation.feed(), epoch, foundation.clock());
        new SyncRoutes(push, pull).register(table);
    }

    /// When nothing is committed any more.
    @Override
    public void close() {
        epoch.close();
    }
}
