package studio.karangou.server.feature.people;

import java.util.Map;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Transaction;

/// What others know of a person, for whoever takes their data along; wired in `app`. Whatever [Erasures] drops
/// or leaves without a name is in it.
@FunctionalInterface
public interface Exports {
    /// What is there.
    ///
    /// @return lists of records by the names of their files, as in `venues.json`; a name is there even if its list
    ///     is empty
    Map<String, ?> of(Transaction transaction, PersonId person);
}
