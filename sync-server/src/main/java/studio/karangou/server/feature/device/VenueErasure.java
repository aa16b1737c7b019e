package studio.karangou.server.feature.device;

import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Transaction;

/// Venues of a person who is erased: they stay, with their devices, until the operator gives them to somebody.
public final class VenueErasure {
    private final VenueStore store = new VenueStore();

    /// Forgets whose they were.
    public void forget(Transaction transaction, PersonId person) {
        store.leave(transaction, person);
    }
}
