package studio.karangou.server.feature.people;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.protocol.PeopleApi.CodeSent;
import studio.karangou.common.protocol.PeopleApi.Proof;
import studio.karangou.common.protocol.PeopleApi.ProofWays;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.http.PersonCaller;
import studio.karangou.server.post.Letter;

/// Asks who changes what opens an account to show anew that it is theirs (OWASP ASVS 5.0, 7.5.1): a token alone
/// may be stolen. By the password, by the second factor, or, for who has no password, by a code to an address
/// that is known. Where no messages reach phones, that code lies with the operator's letters.
final class Proofs {
    /// For who has none of the three: how long ago they may have signed in.
    private static final Duration JUST_NOW = Duration.ofMinutes(5);

    private final Database database;
    private final Accounts accounts;
    private final OneTimeCodes codes;
    private final PasswordHashing hashing;
    private final SecondFactors secondFactors;
    private final PersonSessions sessions;
    private final TextBudget texts;
    private final PeopleLimits limits;
    private final FactorGuesses guesses;
    private final AuditLog audit;
    private final Clock clock;
    private final PeopleStore people = new PeopleStore();

    Proofs(
            Database database,
            Accounts accounts,
            OneTimeCodes codes,
            PasswordHashing hashing,
            SecondFactors secondFactors,
            PersonSessions sessions,
            TextBudget texts,
            PeopleLimits limits,
            FactorGuesses guesses,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.codes = codes;
        this.hashing = hashing;
        this.secondFactors = secondFactors;
        this.sessions = sessions;
        this.texts = texts;
        this.limits = limits;
        this.guesses = guesses;
        this.audit = audit;
        this.clock = clock;
    }

    /// How the caller can show who they are.
    ProofWays ways(PersonCaller caller) {
        return database.inTransaction(transaction -> {
            boolean password = person(transaction, caller).password() != null;
            boolean factor = secondFactors.isSetUp(transaction, caller.person());
            Contact to = password ? null : contact(transaction, caller);
            return new ProofWays(password, factor, to == null ? null : to.kind().name());
        });
    }

    /// Sends a code to the address of a caller who has no password.
    ///
    /// @throws studio.karangou.common.model.FailureException with [AccountFailure.ProofNeeded] for who has no such
    ///     address, or has a password
    CodeSent send(PersonCaller caller) {
        record To(Person person, Contact contact) {}
        To to = database.inTransaction(transaction -> {
            Person person = person(transaction, caller);
            Contact contact = person.password() == null ? contact(transaction, caller) : null;
            if (contact == null) {
                throw new AccountFailure.ProofNeeded().asException();
            }
            return new To(person, contact);
        });
        limits.ownLetter(caller.person(), accounts.lookup(to.contact()));
        texts.takeForAccount(to.contact(), true);
        return database.inTransaction(transaction -> {
            // no phone for which a host's code would stand: that lets somebody in, and proves nothing else
            OneTimeCodes.Target target = new OneTimeCodes.Target(caller.person(), null, null);
            OneTimeCodes.Drawn drawn = codes.draw(transaction, OneTimeCodes.Purpose.PROOF, target);
            accounts.send(
                    transaction,
                    to.contact(),
                    Letter.Kind.PROOF,
                    to.person().language(),
                    drawn.code(),
                    null,
                    drawn.expires());
            return new CodeSent(drawn.request(), drawn.expires());
        });
    }

    /// Holds a proof against the caller's account.
    ///
    /// @param password that stands for a proof by it, null for none
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.SignInRefused],
    ///     [PeopleFailure.SecondFactorRefused], [PeopleFailure.CodeRefused] or [AccountFailure.ProofNeeded]
    void check(PersonCaller caller, @Nullable String password, @Nullable Proof proof) {
        Proof shown = password != null ? Proof.byPassword(password) : proof == null ? Proof.NONE : proof;
        Person person = database.inTransaction(transaction -> person(transaction, caller));
        if (shown.equals(Proof.NONE)) {
            checkNothingToShow(caller, person);
            return;
        }
        if (shown.password() == null && shown.secondFactor() != null) {
            checkFactor(caller, shown.secondFactor());
            return;
        }
        limits.secondFactor(caller.person());
        if (shown.password() != null) {
            if (!hashing.matches(shown.password(), person.password())) {
                audit.append(
                        Actor.of(person.id()),
                        AuditAction.PASSWORD_REFUSED,
                        person.id().value(),
                        "proof");
                throw new PeopleFailure.SignInRefused().asException();
            }
        } else if (person.password() != null || !isCode(caller, shown.request(), shown.code())) {
            throw new PeopleFailure.CodeRefused().asException();
        }
        limits.secondFactorRight(caller.person());
    }

    private void checkFactor(PersonCaller caller, String code) {
        PersonId id = caller.person();
        guesses.begin(id, PeopleLimits.Door.PROOF);
        if (!database.inTransaction(transaction -> secondFactors.shows(transaction, id, code))) {
            guesses.wrong(id, Actor.of(id), "proof");
            throw new PeopleFailure.SecondFactorRefused().asException();
        }
        guesses.right(id, PeopleLimits.Door.PROOF);
    }

    private boolean isCode(PersonCaller caller, @Nullable UUID request, @Nullable String code) {
        return request != null
                && code != null
                && database.inTransaction(
                        transaction -> codes.use(transaction, OneTimeCodes.Purpose.PROOF, request, code)
                                .filter(used -> caller.person().equals(used.person()))
                                .isPresent());
    }

    private void checkNothingToShow(PersonCaller caller, Person person) {
        if (person.password() != null) {
            throw new PeopleFailure.SignInRefused().asException();
        }
        boolean justNow = database.inTransaction(transaction -> contact(transaction, caller) == null
                && !secondFactors.isSetUp(transaction, caller.person())
                && sessions.current(transaction, caller)
                        .filter(row -> clock.instant().isBefore(row.started().plus(JUST_NOW)))
                        .isPresent());
        if (!justNow) {
            throw new AccountFailure.ProofNeeded().asException();
        }
    }

    private Person person(Transaction transaction, PersonCaller caller) {
        return people.find(transaction, caller.person())
                .orElseThrow(() -> new PeopleFailure.UnknownPerson().asException());
    }

    private @Nullable Contact contact(Transaction transaction, PersonCaller caller) {
        String email = accounts.address(transaction, caller.person(), ContactKind.EMAIL);
        if (email != null) {
            return Contact.email(email).orElse(null);
        }
        String phone = accounts.address(transaction, caller.person(), ContactKind.PHONE);
        return phone == null ? null : Contact.phone(phone).orElse(null);
    }
}
