package studio.karangou.server.feature.people;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.RoleHeld;
import studio.karangou.common.protocol.RoleApi.PersonSearch;
import studio.karangou.common.protocol.RoleApi.RoleRequest;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.http.Caller;
import studio.karangou.server.http.OperatorCaller;
import studio.karangou.server.http.PersonCaller;
import studio.karangou.server.post.Letter;

/// Roles: asked for, verified, refused, taken. Administrators are made by the operator, and nobody decides about
/// themselves. Whoever reads another person's data is in the audit log.
public final class Roles {
    private static final int SHOWN = 500;

    private final Database database;
    private final Accounts accounts;
    private final PersonSessions sessions;
    private final WaysIn waysIn;
    private final AuditLog audit;
    private final Revocations revocations;
    private final Clock clock;
    private final PeopleStore store = new PeopleStore();

    Roles(
            Database database,
            Accounts accounts,
            PersonSessions sessions,
            WaysIn waysIn,
            AuditLog audit,
            Revocations revocations,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.sessions = sessions;
        this.waysIn = waysIn;
        this.audit = audit;
        this.revocations = revocations;
        this.clock = clock;
    }

    /// Asks for a role; one that was refused may be asked for again.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.RoleNotRequestable] or
    ///     [AccountFailure.OtherWayInNeeded]
    public void request(PersonCaller caller, Role role) {
        if (!role.mayBeRequested()) {
            throw new PeopleFailure.RoleNotRequestable().asException();
        }
        database.inTransaction(transaction -> {
            lock(transaction, caller.person());
            RoleState state = state(transaction, caller.person(), role);
            if (state != RoleState.VERIFIED && state != RoleState.REQUESTED) {
                waysIn.checkOpensWithoutHost(transaction, caller.person());
                store.setRole(transaction, caller.person(), role, RoleState.REQUESTED, clock.instant(), false);
                append(transaction, caller, AuditAction.ROLE_REQUESTED, caller.person(), role);
            }
            return role;
        });
    }

    /// Who waits for a decision, the longest first. Their names are shown: who looked is in the log.
    public List<RoleRequest> requests(Caller caller) {
        List<PeopleStore.Asked> shown = database.inTransaction(transaction -> {
            List<PeopleStore.Asked> asked = store.asked(transaction, SHOWN);
            if (!asked.isEmpty()) {
                audit.append(
                        transaction,
                        Actor.of(caller),
                        AuditAction.ROLE_REQUESTS_READ,
                        null,
                        Integer.toString(asked.size()));
            }
            return asked;
        });
        return shown.stream()
                .map(asked -> new RoleRequest(asked.person(), asked.name(), asked.role(), asked.at()))
                .toList();
    }

    /// Verifies a role, asked for or not, or refuses one that was asked for.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.RoleNotGivable],
    ///     [PeopleFailure.RoleNotHeld], [PeopleFailure.UnknownPerson] or [AccountFailure.OtherWayInNeeded]
    public void decide(Caller caller, PersonId person, Role role, RoleState state) {
        if (state == RoleState.REQUESTED) {
            throw new PeopleFailure.BadField("state").asException();
        }
        checkGivable(caller, person, role);
        boolean verified = state == RoleState.VERIFIED;
        database.inTransaction(transaction -> {
            lock(transaction, person);
            if (!verified && state(transaction, person, role) == null) {
                throw new PeopleFailure.RoleNotHeld().asException();
            }
            if (verified) {
                waysIn.checkOpensWithoutHost(transaction, person);
                noteGiven(transaction, person, role);
            } else {
                noteTaken(transaction, person, role);
            }
            store.setRole(transaction, person, role, state, clock.instant(), true);
            accounts.tell(transaction, person, verified ? Letter.Kind.ROLE_VERIFIED : Letter.Kind.ROLE_REFUSED);
            append(transaction, caller, verified ? AuditAction.ROLE_VERIFIED : AuditAction.ROLE_REFUSED, person, role);
            return role;
        });
        sessions.forget(person);
    }

    /// Takes a role away.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.RoleNotGivable],
    ///     [PeopleFailure.RoleNotHeld] or [PeopleFailure.UnknownPerson]
    public void take(Caller caller, PersonId person, Role role) {
        checkGivable(caller, person, role);
        database.inTransaction(transaction -> {
            lock(transaction, person);
            if (!store.removeRole(transaction, person, role)) {
                throw new PeopleFailure.RoleNotHeld().asException();
            }
            noteTaken(transaction, person, role);
            accounts.tell(transaction, person, Letter.Kind.ROLE_TAKEN);
            append(transaction, caller, AuditAction.ROLE_TAKEN, person, role);
            return role;
        });
        sessions.forget(person);
    }

    /// Finds a person by their e-mail or phone.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.UnknownPerson] or
    ///     [PeopleFailure.BadField]
    public Account find(Caller caller, PersonSearch search) {
        Contact contact = search.address().contains("@")
                ? Contact.email(search.address()).orElseThrow(() -> new PeopleFailure.BadField("address").asException())
                : Contact.phone(search.address())
                        .orElseThrow(() -> new PeopleFailure.BadField("address").asException());
        PersonId person = database.inTransaction(transaction -> accounts.find(transaction, contact))
                .map(Person::id)
                .orElseThrow(() -> new PeopleFailure.UnknownPerson().asException());
        return read(caller, person);
    }

    /// Reads a person's account.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.UnknownPerson]
    public Account read(Caller caller, PersonId person) {
        return database.inTransaction(transaction -> {
            Account account = accounts.view(transaction, person, true);
            audit.append(transaction, Actor.of(caller), AuditAction.PERSON_READ, person.value(), null);
            return account;
        });
    }

    private static void checkGivable(Caller caller, PersonId person, Role role) {
        boolean operator = caller instanceof OperatorCaller;
        boolean oneself = caller instanceof PersonCaller other && other.person().equals(person);
        if (role == Role.SPECTATOR || oneself || (role == Role.ADMINISTRATOR && !operator)) {
            throw new PeopleFailure.RoleNotGivable().asException();
        }
    }

    private void noteTaken(Transaction transaction, PersonId person, Role role) {
        Instant now = clock.instant();
        transaction.afterwards(() -> revocations.roleTaken(person, role, now));
    }

    private void noteGiven(Transaction transaction, PersonId person, Role role) {
        Instant now = clock.instant();
        transaction.afterwards(() -> revocations.roleGiven(person, role, now));
    }

    private void lock(Transaction transaction, PersonId person) {
        if (store.lock(transaction, person).isEmpty()) {
            throw new PeopleFailure.UnknownPerson().asException();
        }
    }

    /// Null for a role that a person has nothing to do with.
    private @Nullable RoleState state(Transaction transaction, PersonId person, Role role) {
        return store.roles(transaction, person).stream()
                .filter(held -> held.role() == role)
                .map(RoleHeld::state)
                .findFirst()
                .orElse(null);
    }

    private void append(Transaction transaction, Caller caller, AuditAction action, PersonId person, Role role) {
        audit.append(transaction, Actor.of(caller), action, person.value(), role.name());
    }
}
