package studio.karangou.server.feature.sync;

import java.util.ArrayList;
import java.util.List;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feed.ChangeFeedStore;
import studio.karangou.server.feed.FeedEntry;

/// Drops a person from journals and from what came of them. Contributions stay in the books without a name, messages
/// without an author; devices are told by the feed.
public final class Erasure {
    private final ChangeFeedStore feed;
    private final ErasureStore store = new ErasureStore();

    public Erasure(ChangeFeedStore feed) {
        this.feed = feed;
    }

    /// @return tells the devices; to be run at the end of the transaction
    public Runnable erase(Transaction transaction, PersonId person) {
        List<FeedEntry> told = new ArrayList<>();
        for (Operation named : store.operations(transaction, person)) {
            Operation bare = named.withoutPerson();
            store.rewrite(transaction, bare);
            if (bare.body() instanceof MessagePosted) {
                store.message(transaction, bare.id())
                        .ifPresent(written -> told.add(FeedEntry.message(bare.id(), written)));
            }
        }
        told.add(FeedEntry.erasure(person, new Change.PersonErased(person)));
        return () -> feed.append(transaction, told);
    }
}
