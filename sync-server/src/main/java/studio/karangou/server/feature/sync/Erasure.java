package studio.karangou.server.feature.sync;

import java.util.ArrayList;
import java.util.List;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feed.ChangeFeedStore;
import studio.karangou.server.feed.FeedEntry;
import studio.karangou.server.feed.VisitStore;

/// Drops a person from journals and from what came of them. Contributions stay in the books without a name, messages
/// without an author; favourites and ratings go; devices are told by the feed.
public final class Erasure {
    private static final int PAGE = 500;

    private final ChangeFeedStore feed;
    private final ErasureStore store = new ErasureStore();
    private final VisitStore visits = new VisitStore();

    public Erasure(ChangeFeedStore feed) {
        this.feed = feed;
    }

    public void erase(Transaction transaction, PersonId person) {
        List<OperationId> messages = new ArrayList<>();
        List<Operation> page = store.operations(transaction, person, PAGE);
        while (!page.isEmpty()) {
            for (Operation named : page) {
                Operation bare = named.withoutPerson();
                store.rewrite(transaction, bare);
                if (bare.body() instanceof MessagePosted) {
                    messages.add(bare.id());
                }
            }
            page = store.operations(transaction, person, PAGE); // what was rewritten names nobody any more
        }
        store.forgetMarks(transaction, person);
        List<VenueId> venues = visits.venues(transaction, person);
        store.forgetDevices(transaction, person);
        transaction.atEnd(() -> tell(transaction, person, venues, messages));
    }

    private void tell(Transaction transaction, PersonId person, List<VenueId> venues, List<OperationId> messages) {
        feed.lock(transaction);
        for (int from = 0; from < messages.size(); from += PAGE) {
            List<FeedEntry> told = new ArrayList<>();
            for (OperationId id : messages.subList(from, Math.min(messages.size(), from + PAGE))) {
                store.message(transaction, id).ifPresent(written -> told.add(FeedEntry.message(written)));
            }
            feed.append(transaction, told);
        }
        feed.forgetDoors(transaction, person);
        feed.dissolve(transaction, person);
        Change.PersonErased erased = new Change.PersonErased(person);
        feed.append(
                transaction,
                venues.stream().map(venue -> FeedEntry.erasure(venue, erased)).toList());
    }
}
