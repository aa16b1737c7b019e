package studio.karangou.server.feature.people;

import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Transaction;

/// What others keep of a person; wired in `app`.
@FunctionalInterface
public interface Erasures {
    /// Drops it.
    ///
    /// @return what is to be done at the very end of the transaction: telling devices
    Runnable erase(Transaction transaction, PersonId person);
}
