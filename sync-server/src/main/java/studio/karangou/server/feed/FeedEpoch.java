package studio.karangou.server.feed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;

/// Which life of the feed this is. Whenever commits may have been lost, as after a restored backup, positions are
/// handed out a second time; with a new epoch beside it, a cursor from before is known for what it is.
public interface FeedEpoch extends AutoCloseable {
    /// The epoch, 16 hexadecimal digits.
    String current(Transaction transaction);

    /// The server stops in good order; nothing is committed after this.
    @Override
    void close();

    /// Of a database in a file.
    ///
    /// @param mark the file beside the database, which no backup holds
    /// @param boot what names the machine's run since it was switched on, empty where the system does not say
    /// @throws IOException if the mark cannot be written
    static FeedEpoch inFile(Database database, Path mark, Optional<String> boot) throws IOException {
        return MarkedFeedEpoch.open(database, mark, boot);
    }

    /// Of PostgreSQL, which keeps its commits, and says itself when it is another one.
    static FeedEpoch inPostgres() {
        FeedEpochStore store = new FeedEpochStore();
        return new FeedEpoch() {
            @Override
            public String current(Transaction transaction) {
                return store.at(transaction, store.postgresPlace(transaction));
            }

            @Override
            public void close() {
                // what it was stays to be seen
            }
        };
    }
}
