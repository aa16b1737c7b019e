package studio.karangou.server.feed;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Notices;
import studio.karangou.server.db.Transaction;

/// Tells all nodes by a notification, which PostgreSQL delivers when the transaction is committed, in that order.
final class SignalThroughPostgres implements FeedSignal {
    private static final Logger LOG = LoggerFactory.getLogger(SignalThroughPostgres.class);

    private final SignalStore store = new SignalStore();
    private final Database database;
    private @Nullable Notices notices;

    SignalThroughPostgres(Database database) {
        this.database = database;
    }

    @Override
    public void grew(Transaction transaction, Growth growth) {
        store.send(transaction, growth.written());
    }

    @Override
    public synchronized void tell(Consumer<Growth> grown, Runnable missed) {
        close();
        notices = database.listen(SignalStore.CHANNEL, text -> told(text, grown, missed), missed);
    }

    private static void told(String text, Consumer<Growth> grown, Runnable missed) {
        Growth growth;
        try {
            growth = Growth.read(text);
        } catch (IllegalArgumentException e) {
            LOG.atWarn().setCause(e).log("somebody else notified of the feed; everyone looks");
            missed.run();
            return;
        }
        grown.accept(growth);
    }

    @Override
    public synchronized void close() {
        if (notices != null) {
            notices.close();
            notices = null;
        }
    }
}
