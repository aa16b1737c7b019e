package studio.karangou.server.feature.people;

import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.post.Letter;

/// People who came back with a database that is older than what happened to their accounts since. What it was is not
/// known any more; that it was is.
public final class RestoredPeople {
    private static final String RESTORED = "restored";

    private final Database database;
    private final Accounts accounts;
    private final PersonSessions sessions;
    private final AuditLog audit;
    private final PeopleStore people = new PeopleStore();

    RestoredPeople(Database database, Accounts accounts, PersonSessions sessions, AuditLog audit) {
        this.database = database;
        this.accounts = accounts;
        this.sessions = sessions;
        this.audit = audit;
    }

    /// Shuts an account whose password, second factor, address or provider was another one already: it opens by a
    /// recovery, or by a code to its phone. Other providers open it no more if there is an e-mail address for the
    /// recovery. The second factor stays: alone it opens nothing.
    ///
    /// @param version that was noted of what opens it
    public void recover(PersonId id, long version) {
        database.inTransaction(transaction -> {
            Person person = people.lock(transaction, id).orElse(null);
            if (person == null) {
                return id; // erased again a moment ago
            }
            if (accounts.address(transaction, id, ContactKind.EMAIL) != null) {
                people.removeIdentities(transaction, id);
            }
            people.removePassword(transaction, id);
            people.raiseCredentialVersion(transaction, id, version);
            accounts.opensOtherwise(transaction, id);
            sessions.endAll(transaction, id, null, PersonSessionStore.End.RESTORED);
            if (person.password() != null) {
                accounts.tell(transaction, id, Letter.Kind.RECOVERY_NEEDED);
            }
            transaction.atEnd(
                    () -> audit.append(transaction, Actor.OPERATOR, AuditAction.RECOVERY_FORCED, id.value(), RESTORED));
            return id;
        });
        sessions.forget(id);
    }

    /// Takes a role away that had been taken.
    public void takeRole(PersonId id, Role role) {
        database.inTransaction(transaction -> {
            if (people.lock(transaction, id).isPresent() && people.removeRole(transaction, id, role)) {
                audit.append(
                        transaction, Actor.OPERATOR, AuditAction.ROLE_TAKEN, id.value(), role.name() + " " + RESTORED);
            }
            return id;
        });
        sessions.forget(id);
    }
}
