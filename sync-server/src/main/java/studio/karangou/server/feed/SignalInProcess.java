package studio.karangou.server.feed;

import java.util.function.Consumer;
import studio.karangou.server.db.Transaction;

/// Tells this process, on the thread that committed.
final class SignalInProcess implements FeedSignal {
    private volatile Consumer<Growth> grown = growth -> {};

    @Override
    public void grew(Transaction transaction, Growth growth) {
        transaction.afterwards(() -> grown.accept(growth));
    }

    @Override
    public void tell(Consumer<Growth> told, Runnable missed) {
        grown = told; // nothing is missed within one process
    }

    @Override
    public void close() {
        grown = growth -> {};
    }
}
