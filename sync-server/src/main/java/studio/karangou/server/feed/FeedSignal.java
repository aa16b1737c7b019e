package studio.karangou.server.feed;

import java.util.function.Consumer;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;

/// Tells every node of a server that the feed grew, once that is committed.
public interface FeedSignal extends AutoCloseable {
    /// To be told by the end of this transaction, if it is committed.
    void grew(Transaction transaction, Growth growth);

    /// Who is told, on any thread, and must not wait. What happened while nobody could be told, as while the
    /// database was away, is told by `missed`.
    void tell(Consumer<Growth> grown, Runnable missed);

    @Override
    void close();

    /// For nobody, where no device waits.
    static FeedSignal silent() {
        return new SignalInProcess();
    }

    /// For the one node on a database in a file.
    static FeedSignal inProcess() {
        return new SignalInProcess();
    }

    /// For all nodes on one PostgreSQL.
    static FeedSignal throughPostgres(Database database) {
        return new SignalThroughPostgres(database);
    }
}
