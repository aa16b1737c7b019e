package studio.karangou.server.feature.people;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.protocol.PeopleApi.CodeSent;
import studio.karangou.common.protocol.PeopleApi.NewPassword;
import studio.karangou.common.protocol.PeopleApi.PasswordChange;
import studio.karangou.common.protocol.PeopleApi.RecoveryRequest;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.http.PersonCaller;
import studio.karangou.server.post.Letter;

/// Another password: for who knows the old one, and for who reads the account's e-mail.
public final class Passwords {
    private final Database database;
    private final Accounts accounts;
    private final OneTimeCodes codes;
    private final PasswordRules rules;
    private final PasswordHashing hashing;
    private final PersonSessions sessions;
    private final Proofs proofs;
    private final PeopleLimits limits;
    private final Links links;
    private final AuditLog audit;
    private final PeopleStore people = new PeopleStore();

    Passwords(
            Database database,
            Accounts accounts,
            OneTimeCodes codes,
            PasswordRules rules,
            PasswordHashing hashing,
            PersonSessions sessions,
            Proofs proofs,
            PeopleLimits limits,
            Links links,
            AuditLog audit) {
        this.database = database;
        this.accounts = accounts;
        this.codes = codes;
        this.rules = rules;
        this.hashing = hashing;
        this.sessions = sessions;
        this.proofs = proofs;
        this.limits = limits;
        this.links = links;
        this.audit = audit;
    }

    /// Sends a code to an address; one that has no account is told so by letter.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.BadField]
    CodeSent recover(RecoveryRequest request, Origin origin) {
        Contact contact =
                Contact.email(request.email()).orElseThrow(() -> new PeopleFailure.BadField("email").asException());
        limits.letter(accounts.lookup(contact), origin);
        return database.inTransaction(transaction -> {
            @Nullable Person person = accounts.find(transaction, contact).orElse(null);
            OneTimeCodes.Drawn drawn = codes.draw(
                    transaction,
                    OneTimeCodes.Purpose.RECOVERY,
                    new OneTimeCodes.Target(person == null ? null : person.id(), null, null));
            accounts.send(
                    transaction,
                    contact,
                    person == null ? Letter.Kind.NO_ACCOUNT : Letter.Kind.RECOVERY,
                    person == null ? request.language() : person.language(),
                    person == null ? null : drawn.code(),
                    person == null ? null : links.to(drawn.link()),
                    drawn.expires());
            return new CodeSent(drawn.request(), drawn.expires());
        });
    }

    /// Sets another password by a code, and ends every session.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.CodeRefused], or what is wrong
    ///     with the
    ///     password; then the code stays good
    public void replace(UUID request, NewPassword change) {
        // before any work for a stranger
        List<String> words = database.inTransaction(
                        transaction -> codes.look(transaction, OneTimeCodes.Purpose.RECOVERY, request, change.code())
                                .flatMap(used -> words(transaction, used)))
                .orElseThrow(() -> new PeopleFailure.CodeRefused().asException());
        rules.check(change.password(), words);
        String hash = hashing.hash(change.password());
        PersonId person = database.inTransaction(
                        transaction -> codes.use(transaction, OneTimeCodes.Purpose.RECOVERY, request, change.code())
                                .flatMap(used -> replace(transaction, used, hash)))
                .orElseThrow(() -> new PeopleFailure.CodeRefused().asException());
        limits.recovered(person);
        sessions.forget(person);
    }

    /// Sets another password by a link.
    ///
    /// @throws studio.karangou.common.model.FailureException with what is wrong with the password
    /// @return whether the link was good
    boolean replaceByLink(String link, String password) {
        Optional<List<String>> words = database.inTransaction(transaction -> codes.look(transaction, link)
                .filter(used -> used.purpose() == OneTimeCodes.Purpose.RECOVERY)
                .flatMap(used -> words(transaction, used)));
        if (words.isEmpty()) {
            return false;
        }
        rules.check(password, words.get());
        String hash = hashing.hash(password);
        Optional<PersonId> person = database.inTransaction(
                transaction -> codes.useLink(transaction, link).flatMap(used -> replace(transaction, used, hash)));
        person.ifPresent(limits::recovered);
        person.ifPresent(sessions::forget);
        return person.isPresent();
    }

    /// What an attacker knows of whose code it is; empty if they are gone.
    private Optional<List<String>> words(Transaction transaction, OneTimeCodes.Used used) {
        return Optional.ofNullable(used.person())
                .flatMap(id -> people.find(transaction, id))
                .map(person -> accounts.words(transaction, person));
    }

    private Optional<PersonId> replace(Transaction transaction, OneTimeCodes.Used used, String hash) {
        if (used.person() == null || used.purpose() != OneTimeCodes.Purpose.RECOVERY) {
            return Optional.empty();
        }
        set(transaction, used.person(), hash, null, AuditAction.PASSWORD_RECOVERED);
        return Optional.of(used.person());
    }

    /// Sets another password for who knows the old one, or the first for who shows by a proof that the account is
    /// theirs, and ends every other session. A password opens nothing without an e-mail address.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.SignInRefused],
    ///     [AccountFailure.OtherWayInNeeded], why the proof does not do, or what is wrong with the new password
    public void change(PersonCaller caller, PasswordChange change) {
        Known known = database.inTransaction(transaction -> {
            PeopleStore.Opened opened = people.findOpened(transaction, caller.person())
                    .orElseThrow(() -> new PeopleFailure.UnknownPerson().asException());
            Person person = opened.person();
            if (accounts.address(transaction, person.id(), ContactKind.EMAIL) == null) {
                throw new AccountFailure.OtherWayInNeeded().asException();
            }
            return new Known(opened, accounts.words(transaction, person));
        });
        @Nullable String current = known.opened().person().password();
        if (current == null) {
            proofs.check(caller, null, change.proof());
        } else {
            checkCurrent(caller, current, change.current());
        }
        rules.check(change.password(), known.words());
        String hash = hashing.hash(change.password());
        database.inTransaction(transaction -> {
            // recovered meanwhile, maybe from this very caller
            if (!people.opensAsBefore(
                    transaction, caller.person(), known.opened().version())) {
                throw new PeopleFailure.SignInRefused().asException();
            }
            set(transaction, caller.person(), hash, caller.session(), AuditAction.PASSWORD_CHANGED);
            return caller;
        });
        sessions.forget(caller.person());
    }

    private void checkCurrent(PersonCaller caller, String hash, @Nullable String typed) {
        limits.secondFactor(caller.person());
        if (typed == null || !hashing.matches(typed, hash)) {
            audit.append(
                    Actor.of(caller.person()),
                    AuditAction.PASSWORD_REFUSED,
                    caller.person().value(),
                    "password");
            throw new PeopleFailure.SignInRefused().asException();
        }
        limits.secondFactorRight(caller.person());
    }

    /// @param words that an attacker knows
    private record Known(PeopleStore.Opened opened, List<String> words) {}

    private void set(Transaction transaction, PersonId person, String hash, @Nullable UUID but, AuditAction action) {
        people.setPassword(transaction, person, hash);
        accounts.opensOtherwise(transaction, person);
        sessions.endAll(transaction, person, but, PersonSessionStore.End.PASSWORD_CHANGED);
        accounts.tell(transaction, person, Letter.Kind.PASSWORD_CHANGED);
        // behind the doors: the log is locked last, as everywhere
        transaction.atEnd(() -> audit.append(transaction, Actor.of(person), action, person.value(), null));
    }
}
