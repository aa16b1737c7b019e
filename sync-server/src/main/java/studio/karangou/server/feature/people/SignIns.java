package studio.karangou.server.feature.people;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.protocol.PeopleApi.SecondFactorRequest;
import studio.karangou.common.protocol.PeopleApi.SignInAnswer;
import studio.karangou.common.protocol.PeopleApi.SignInRequest;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.keys.MacTokens;

/// Sign-in by password, and by second factor where there is one.
public final class SignIns {
    static final Duration SECOND_FACTOR_PATIENCE = Duration.ofMinutes(5);

    private final Database database;
    private final Accounts accounts;
    private final PasswordHashing hashing;
    private final PersonSessions sessions;
    private final SecondFactors secondFactors;
    private final MacTokens tokens;
    private final PeopleLimits limits;
    private final FactorGuesses guesses;
    private final AuditLog audit;
    private final Clock clock;
    private final PeopleStore people = new PeopleStore();

    public SignIns(
            Database database,
            Accounts accounts,
            PasswordHashing hashing,
            PersonSessions sessions,
            SecondFactors secondFactors,
            MacTokens tokens,
            PeopleLimits limits,
            FactorGuesses guesses,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.hashing = hashing;
        this.sessions = sessions;
        this.secondFactors = secondFactors;
        this.tokens = tokens;
        this.limits = limits;
        this.guesses = guesses;
        this.audit = audit;
        this.clock = clock;
    }

    /// Signs in by e-mail and password. A password is hashed whether there is an account or not.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.SignInRefused]
    SignInAnswer signIn(SignInRequest request, Origin origin) {
        String program = Registrations.program(request.program());
        Contact contact =
                Contact.email(request.email()).orElseThrow(() -> new PeopleFailure.SignInRefused().asException());
        limits.password(accounts.lookup(contact), origin);
        PeopleStore.@Nullable Opened opened = database.inTransaction(transaction -> accounts.find(transaction, contact)
                        .flatMap(found -> people.findOpened(transaction, found.id())))
                .orElse(null);
        @Nullable Person person = opened == null ? null : opened.person();
        String password = request.password();
        if (!hashing.matches(password, person == null ? null : person.password()) || opened == null) {
            throw refused(person);
        }
        limits.passwordRight(accounts.lookup(contact), origin);
        @Nullable String known = opened.person().password();
        @Nullable String better = known != null && hashing.isOutdated(known) ? hashing.hash(password) : null;
        return database.inTransaction(transaction -> enter(transaction, opened, better, program, origin))
                .orElseThrow(() -> refused(opened.person()));
    }

    /// Lets in whose password was right a moment ago, and still opens the account: a recovery in between is
    /// there to shut out who signs in with the old one.
    private Optional<SignInAnswer> enter(
            Transaction transaction,
            PeopleStore.Opened opened,
            @Nullable String better,
            String program,
            Origin origin) {
        Person person = opened.person();
        if (!people.opensAsBefore(transaction, person.id(), opened.version())) {
            return Optional.empty();
        }
        if (better != null) {
            people.setPassword(transaction, person.id(), better);
        }
        return Optional.of(proceed(transaction, person, program, origin));
    }

    private RuntimeException refused(@Nullable Person person) {
        audit.append(
                Actor.NOBODY,
                AuditAction.SIGN_IN_REFUSED,
                person == null ? null : person.id().value(),
                null);
        return new PeopleFailure.SignInRefused().asException();
    }

    /// The next step for somebody whose first factor was right: in, or to the second.
    SignInAnswer proceed(Transaction transaction, Person person, String program, Origin origin) {
        if (!secondFactors.isSetUp(transaction, person.id())) {
            return new SignInAnswer(sessions.open(transaction, person, program, false, origin), null);
        }
        String challenge = tokens.make(
                MacTokens.Purpose.SECOND_FACTOR,
                person.id().value(),
                new UUID(0, people.credentialVersion(transaction, person.id())),
                clock.instant().plus(SECOND_FACTOR_PATIENCE));
        return new SignInAnswer(null, challenge);
    }

    /// Signs in who has shown the first factor a moment ago, and shows the second now.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.SecondFactorRefused]
    SignInAnswer secondFactor(SecondFactorRequest request, Origin origin) {
        String program = Registrations.program(request.program());
        MacTokens.Reading reading =
                tokens.read(MacTokens.Purpose.SECOND_FACTOR, request.secondFactor(), clock.instant());
        if (!(reading instanceof MacTokens.Valid valid)) {
            throw new PeopleFailure.SecondFactorRefused().asException();
        }
        PersonId id = new PersonId(valid.first());
        guesses.begin(id, PeopleLimits.Door.SIGN_IN);
        Optional<SignInAnswer> answer = database.inTransaction(transaction -> people.find(transaction, id)
                .filter(_ ->
                        people.opensAsBefore(transaction, id, valid.second().getLeastSignificantBits()))
                .filter(_ -> secondFactors.shows(transaction, id, request.code()))
                .map(person -> new SignInAnswer(sessions.open(transaction, person, program, true, origin), null)));
        if (answer.isEmpty()) {
            guesses.wrong(id, Actor.NOBODY, null);
            throw new PeopleFailure.SecondFactorRefused().asException();
        }
        guesses.right(id, PeopleLimits.Door.SIGN_IN);
        return answer.get();
    }
}
