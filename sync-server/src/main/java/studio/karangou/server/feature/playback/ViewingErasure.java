package studio.karangou.server.feature.playback;

import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Transaction;

/// Drops what an erased person watched.
public final class ViewingErasure {
    private final ViewingStore store = new ViewingStore();

    /// In the transaction that erases the person.
    public void forget(Transaction transaction, PersonId person) {
        store.forget(transaction, person);
    }
}
