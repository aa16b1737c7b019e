package studio.karangou.server.feature.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.model.Uuid7;
import studio.karangou.common.protocol.PeopleApi.RefreshRequest;
import studio.karangou.common.protocol.PeopleApi.RoleHeld;
import studio.karangou.common.protocol.PeopleApi.Session;
import studio.karangou.common.protocol.PeopleApi.SessionShown;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.http.PersonCaller;
import studio.karangou.server.keys.MacTokens;

/// Sessions of people: an access token of ten minutes, and a refresh token that is good once.
public final class PersonSessions {
    static final Duration ACCESS_LIFE = Duration.ofMinutes(10);
    /// How long another node may go on believing what this one has ended.
    static final Duration BELIEVED = Duration.ofSeconds(10);

    private static final int CHECKED = 10_000;
    private static final Set<Role> STAFF = EnumSet.of(Role.MODERATOR, Role.ADMINISTRATOR);

    private final Database database;
    private final MacTokens tokens;
    private final AuditLog audit;
    private final Accounts accounts;
    private final Attendance attendance;
    private final Lives lives;
    private final Clock clock;
    private final Uuid7 ids;
    private final PersonSessionStore store = new PersonSessionStore();
    private final PeopleStore people = new PeopleStore();
    private final CheckedSessions checked = new CheckedSessions(CHECKED);

    /// How long a session lasts (OWASP ASVS 5.0, 7.3): after its last use, and in all. Staff sign in anew, with their
    /// second factor, sooner.
    public record Lives(Duration person, Duration staff, Duration personInAll, Duration staffInAll) {}

    public PersonSessions(
            Database database,
            MacTokens tokens,
            AuditLog audit,
            Accounts accounts,
            Attendance attendance,
            Lives lives,
            Clock clock,
            Uuid7 ids) {
        this.database = database;
        this.tokens = tokens;
        this.audit = audit;
        this.accounts = accounts;
        this.attendance = attendance;
        this.lives = lives;
        this.clock = clock;
        this.ids = ids;
    }

    /// Whose access token it is.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.SessionInvalid] or
    ///     [PeopleFailure.SessionExpired]
    public PersonCaller caller(String token) {
        Instant now = clock.instant();
        @Nullable PersonCaller known = checked.find(token, now);
        return known != null ? known : lookUp(token, now);
    }

    private PersonCaller lookUp(String token, Instant now) {
        long ticket = checked.ticket();
        MacTokens.Valid valid = switch (tokens.read(MacTokens.Purpose.PERSON, token, now)) {
            case MacTokens.Valid good -> good;
            case MacTokens.Expired _ -> throw new PeopleFailure.SessionExpired().asException();
            // the program refreshes, by itself
            case MacTokens.Recalled _, MacTokens.Wrong _ -> throw new PeopleFailure.SessionInvalid().asException();
        };
        PersonCaller caller = database.inTransaction(transaction -> store.find(transaction, valid.second())
                        .filter(row -> row.person().value().equals(valid.first()))
                        .map(row -> caller(transaction, row)))
                .orElseThrow(() -> new PeopleFailure.SessionInvalid().asException());
        Instant believed = now.plus(BELIEVED);
        checked.keep(token, caller, believed.isBefore(valid.expires()) ? believed : valid.expires(), ticket);
        return caller;
    }

    /// An administrator's rights are there only after a second factor.
    private PersonCaller caller(Transaction transaction, PersonSessionStore.Row row) {
        EnumSet<Role> roles = EnumSet.of(Role.SPECTATOR);
        for (RoleHeld held : people.roles(transaction, row.person())) {
            if (held.state() == RoleState.VERIFIED && (held.role() != Role.ADMINISTRATOR || row.secondFactor())) {
                roles.add(held.role());
            }
        }
        return new PersonCaller(row.person(), row.id(), Collections.unmodifiableSet(roles));
    }

    /// Opens a session for somebody who has shown who they are, and takes note of the device that they are at.
    Session open(Transaction transaction, Person person, String program, boolean secondFactor, Origin origin) {
        Instant now = clock.instant();
        met(transaction, person.id(), origin);
        PersonSessionStore.Row row = new PersonSessionStore.Row(
                ids.next(),
                person.id(),
                program,
                secondFactor,
                now,
                now,
                end(transaction, person.id(), now, now),
                UUID.randomUUID(),
                null,
                null);
        store.add(transaction, row);
        audit.append(transaction, Actor.of(person.id()), AuditAction.SIGNED_IN, row.id(), null);
        return shown(transaction, row, row.number(), row.expires());
    }

    /// Gives the next tokens for a refresh token.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.RefreshRefused] or
    ///     [PeopleFailure.SessionStolen]
    Session refresh(RefreshRequest request, Origin origin) {
        Instant now = clock.instant();
        Claim claim = claim(tokens.read(MacTokens.Purpose.REFRESH, request.refresh(), now));
        Refreshed outcome = database.inTransaction(transaction -> store.lock(transaction, claim.session())
                .filter(row -> now.isBefore(row.expires()))
                .map(row -> refresh(transaction, row, claim, request.attempt(), now))
                .map(refreshed -> noted(transaction, refreshed, origin))
                .orElse(new Refreshed(null, null)));
        if (outcome.stolen() != null) {
            checked.empty(outcome.stolen());
            throw new PeopleFailure.SessionStolen().asException();
        }
        return Optional.ofNullable(outcome.session())
                .orElseThrow(() -> new PeopleFailure.RefreshRefused().asException());
    }

    /// What a refresh token claims.
    ///
    /// @param sure false if whoever has stolen a key can have made it
    private record Claim(UUID session, UUID number, boolean sure) {}

    /// The number was drawn at random and stands in no other place than the database and the token: it vouches for the
    /// token even when the key was recalled.
    private static Claim claim(MacTokens.Reading reading) {
        return switch (reading) {
            case MacTokens.Valid valid -> new Claim(valid.first(), valid.second(), true);
            case MacTokens.Recalled recalled -> new Claim(recalled.first(), recalled.second(), false);
            case MacTokens.Expired _, MacTokens.Wrong _ -> throw new PeopleFailure.RefreshRefused().asException();
        };
    }

    /// @param stolen the session that was ended because its token came back
    private record Refreshed(
            @Nullable Session session, @Nullable UUID stolen) {}

    private Refreshed refresh(
            Transaction transaction, PersonSessionStore.Row row, Claim claim, UUID attempt, Instant now) {
        UUID number = claim.number();
        if (number.equals(row.number())) {
            Instant expires = end(transaction, row.person(), row.started(), now);
            if (!now.isBefore(expires)) {
                return new Refreshed(null, null); // a role came with a shorter life
            }
            UUID next = UUID.randomUUID();
            store.rotate(transaction, row.id(), next, attempt, now, expires);
            return new Refreshed(shown(transaction, row, next, expires), null);
        }
        if (number.equals(row.previous()) && attempt.equals(row.attempt())) {
            // the answer was lost on its way
            return new Refreshed(shown(transaction, row, row.number(), row.expires()), null);
        }
        if (!claim.sure() && !number.equals(row.previous())) {
            // made up with a stolen key: nobody's session is ended by that
            return new Refreshed(null, null);
        }
        store.end(transaction, row.person(), row.id(), PersonSessionStore.End.STOLEN, now);
        accounts.tellStolen(transaction, row.person());
        audit.append(transaction, Actor.of(row.person()), AuditAction.SESSION_STOLEN, row.id(), null);
        return new Refreshed(null, row.id());
    }

    private Refreshed noted(Transaction transaction, Refreshed outcome, Origin origin) {
        if (outcome.session() != null) {
            met(transaction, outcome.session().account().id(), origin);
        }
        return outcome;
    }

    private void met(Transaction transaction, PersonId person, Origin origin) {
        if (origin.at() != null) {
            attendance.met(transaction, person, origin.at());
        }
    }

    /// The sessions of the caller.
    public List<SessionShown> list(PersonCaller caller) {
        return database
                .inTransaction(transaction -> store.ofPerson(transaction, caller.person(), clock.instant()))
                .stream()
                .map(row -> new SessionShown(
                        row.id(),
                        row.program(),
                        row.started(),
                        row.used(),
                        row.id().equals(caller.session())))
                .toList();
    }

    /// Ends one of the caller's sessions.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.UnknownSession] if it is not
    ///     theirs
    public void end(PersonCaller caller, UUID session) {
        boolean ended = database.inTransaction(transaction -> {
            boolean theirs = store.end(
                    transaction, caller.person(), session, PersonSessionStore.End.SIGNED_OUT, clock.instant());
            if (theirs) {
                audit.append(transaction, Actor.of(caller.person()), AuditAction.SESSION_ENDED, session, null);
            }
            return theirs;
        });
        checked.empty(session);
        if (!ended) {
            throw new PeopleFailure.UnknownSession().asException();
        }
    }

    /// Ends all of the caller's sessions.
    public void endAll(PersonCaller caller) {
        database.inTransaction(transaction -> {
            accounts.opensOtherwise(transaction, caller.person()); // a sign-in that is half done ends too
            endAll(transaction, caller.person(), null, PersonSessionStore.End.SIGNED_OUT_EVERYWHERE);
            transaction.atEnd(() -> audit.append(
                    transaction,
                    Actor.of(caller.person()),
                    AuditAction.SESSIONS_ENDED,
                    caller.person().value(),
                    null));
            return caller;
        });
        forget(caller.person());
    }

    /// Ends sessions, and what stands for them at devices without a network; [#forget] must follow once the transaction
    /// has ended.
    ///
    /// @param but the one that goes on, null for none
    void endAll(Transaction transaction, PersonId person, @Nullable UUID but, PersonSessionStore.End reason) {
        store.endAll(transaction, person, but, reason, clock.instant());
        closeDoors(transaction, person);
    }

    /// Devices where the person has been let them in with the network first, from now on. At the transaction's end; the
    /// audit log comes behind it.
    void closeDoors(Transaction transaction, PersonId person) {
        transaction.atEnd(
                () -> attendance.closeDoors(transaction, person, people.credentialVersion(transaction, person)));
    }

    /// The second factor was shown in this session; [#forget] must follow.
    void setSecondFactor(Transaction transaction, UUID session) {
        store.setSecondFactor(transaction, session);
    }

    /// No session has shown the factor that is there no more; [#forget] must follow.
    void forgetSecondFactor(Transaction transaction, PersonId person) {
        store.forgetSecondFactor(transaction, person);
    }

    /// What was believed of a person is looked up anew.
    void forget(PersonId person) {
        checked.empty(person);
    }

    /// What was believed of everybody is looked up anew: the keys have changed.
    public void forgetAll() {
        checked.empty();
    }

    /// The account as the caller sees it.
    Optional<PersonSessionStore.Row> current(Transaction transaction, PersonCaller caller) {
        return store.find(transaction, caller.session());
    }

    /// When a session is over that is used now and not again.
    private Instant end(Transaction transaction, PersonId person, Instant started, Instant now) {
        boolean staff = people.roles(transaction, person).stream()
                .anyMatch(held -> held.state() == RoleState.VERIFIED && STAFF.contains(held.role()));
        Instant unused = now.plus(staff ? lives.staff() : lives.person());
        Instant last = started.plus(staff ? lives.staffInAll() : lives.personInAll());
        return unused.isBefore(last) ? unused : last;
    }

    private Session shown(Transaction transaction, PersonSessionStore.Row row, UUID number, Instant expires) {
        Instant access = clock.instant().plus(ACCESS_LIFE);
        return new Session(
                row.id(),
                tokens.make(MacTokens.Purpose.PERSON, row.person().value(), row.id(), access),
                access,
                tokens.make(MacTokens.Purpose.REFRESH, row.id(), number, expires),
                expires,
                accounts.view(transaction, row.person(), row.secondFactor()));
    }
}
