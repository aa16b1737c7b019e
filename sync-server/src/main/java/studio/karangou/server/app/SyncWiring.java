package studio.karangou.server.app;

import java.util.function.Consumer;
import studio.karangou.common.model.OperationId;
import studio.karangou.server.feature.device.Copies;
import studio.karangou.server.feature.fault.FaultRoutes;
import studio.karangou.server.feature.fault.Faults;
import studio.karangou.server.feature.sync.DiscussionRoutes;
import studio.karangou.server.feature.sync.Discussions;
import studio.karangou.server.feature.sync.FilmFigures;
import studio.karangou.server.feature.sync.ParcelRoutes;
import studio.karangou.server.feature.sync.ParcelService;
import studio.karangou.server.feature.sync.ProjectBooks;
import studio.karangou.server.feature.sync.PullService;
import studio.karangou.server.feature.sync.PushService;
import studio.karangou.server.feature.sync.SyncRoutes;
import studio.karangou.server.feature.sync.TimeAnswers;
import studio.karangou.server.feed.FeedEpoch;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.jobs.RepeatedWork;

/// Push and pull, and the faults that come with what is pushed.
final class SyncWiring implements AutoCloseable {
    private final Foundation foundation;
    private final ProjectBooks books;
    private final Copies copies;
    private final FeedEpoch epoch;
    private final FilmFigures figures;
    private final Discussions discussions;
    private final RepeatedWork telling;

    /// @param removed where the ids of messages that were removed are noted
    SyncWiring(
            Foundation foundation, ProjectBooks books, Copies copies, FeedEpoch epoch, Consumer<OperationId> removed) {
        discussions = new Discussions(foundation.database(), books, foundation.feed(), foundation.audit(), removed);
        this.epoch = epoch;
        this.copies = copies;
        this.foundation = foundation;
        this.books = books;
        figures = new FilmFigures(foundation.database(), foundation.feed(), foundation.clock());
        telling = new RepeatedWork("film-figures", FilmFigures.LOOK, figures::tell);
    }

    void register(RouteTable table) {
        Faults faults = new Faults(foundation.database(), foundation.audit());
        new FaultRoutes(faults).register(table);
        PushService push = new PushService(
                foundation.database(),
                books,
                faults::take,
                foundation.audit(),
                foundation.feed(),
                foundation.clock(),
                copies::forked);
        PullService pull = new PullService(foundation.database(), foundation.feed(), epoch, foundation.clock());
        TimeAnswers time = new TimeAnswers(foundation.keys().signing(), foundation.clock());
        new SyncRoutes(push, pull, time).register(table);
        new DiscussionRoutes(discussions).register(table);
        ParcelService parcels = new ParcelService(
                foundation.database(),
                push,
                pull,
                foundation.keys().parcels(),
                foundation.keys().signing(),
                foundation.clock());
        new ParcelRoutes(parcels).register(table);
    }

    /// Removes a message that came back with an older database, or may yet.
    void removeAgain(OperationId message) {
        discussions.removeAgain(message);
    }

    /// What is told of films.
    FilmFigures figures() {
        return figures;
    }

    /// Films are told of from now on.
    void start() {
        telling.start();
    }

    /// When nothing is committed any more.
    @Override
    public void close() {
        telling.close();
        epoch.close();
    }
}
