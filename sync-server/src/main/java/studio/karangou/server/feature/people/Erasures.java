package studio.karangou.server.feature.people;

import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Transaction;

/// What others keep of a person; wired in `app`.
@FunctionalInterface
public interface Erasures {
    /// Drops it, and tells devices at the very end of the transaction.
    void erase(Transaction transaction, PersonId person);
}
