package studio.karangou.server.feature.people;

import java.time.Instant;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;

/// Told, once it is committed, of what a database of a backup would undo: to be noted outside of it.
public interface Revocations {
    /// What opened an account does not any more, or not alone.
    ///
    /// @param version of what opens it; each is greater than all before
    void opensOtherwise(PersonId person, long version);

    /// A role was taken away, or refused to who had it.
    void roleTaken(PersonId person, Role role, Instant at);

    /// A role was given; it may have been taken before.
    void roleGiven(PersonId person, Role role, Instant at);
}
