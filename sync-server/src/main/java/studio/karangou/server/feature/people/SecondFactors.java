package studio.karangou.server.feature.people;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.PeopleApi.RecoveryCodes;
import studio.karangou.common.protocol.PeopleApi.RoleHeld;
import studio.karangou.common.protocol.PeopleApi.SecondFactorSecret;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.http.PersonCaller;
import studio.karangou.server.keys.KeyedHash;
import studio.karangou.server.keys.SealedColumns;
import studio.karangou.server.post.Letter;

/// Second factors: set up, shown, taken away. Ten recovery codes of fifty bits, good once each.
public final class SecondFactors {
    private static final String COLUMN = "second_factor.sealed";
    private static final int CODES = 10;
    private static final int CODE_LENGTH = 10;
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TYPED_LIMIT = 32;

    private final Database database;
    private final SealedColumns columns;
    private final KeyedHash hash;
    private final Accounts accounts;
    private final PersonSessions sessions;
    private final WaysIn waysIn;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final SecondFactorStore store = new SecondFactorStore();
    private final PeopleStore people = new PeopleStore();

    SecondFactors(
            Database database,
            SealedColumns columns,
            KeyedHash hash,
            Accounts accounts,
            PersonSessions sessions,
            WaysIn waysIn,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.columns = columns;
        this.hash = hash;
        this.accounts = accounts;
        this.sessions = sessions;
        this.waysIn = waysIn;
        this.audit = audit;
        this.clock = clock;
    }

    boolean isSetUp(Transaction transaction, PersonId person) {
        return store.isConfirmed(transaction, person);
    }

    /// Whether a second factor may be set up at all; to be asked before a proof is used up for it.
    ///
    /// @throws studio.karangou.common.model.FailureException with [AccountFailure.OtherWayInNeeded]
    void checkMayBegin(PersonCaller caller) {
        database.inTransaction(transaction -> {
            waysIn.checkOpensWithoutHost(transaction, caller.person());
            return caller;
        });
    }

    /// Draws a secret, for who has shown that the account is theirs; a former one that was never confirmed is
    /// forgotten.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.SecondFactorThere]
    public SecondFactorSecret begin(PersonCaller caller) {
        byte[] secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        return database.inTransaction(transaction -> {
            Person person = people.lock(transaction, caller.person())
                    .orElseThrow(() -> new PeopleFailure.UnknownPerson().asException());
            if (store.isConfirmed(transaction, person.id())) {
                throw new PeopleFailure.SecondFactorThere().asException();
            }
            store.remove(transaction, person.id());
            store.add(transaction, person.id(), columns.seal(COLUMN, person.id().value(), secret));
            String text = Totp.base32(secret);
            String label = URLEncoder.encode("Karangou:" + person.name(), StandardCharsets.UTF_8)
                    .replace("+", "%20");
            return new SecondFactorSecret(text, "otpauth://totp/" + label + "?secret=" + text + "&issuer=Karangou");
        });
    }

    /// Puts the factor in use: the program makes the right codes. This session has shown it.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.SecondFactorMissing],
    ///     [PeopleFailure.SecondFactorThere] or [PeopleFailure.SecondFactorRefused]
    public RecoveryCodes confirm(PersonCaller caller, String code) {
        List<String> drawn = new ArrayList<>();
        database.inTransaction(transaction -> {
            drawn.clear();
            people.lock(transaction, caller.person()); // before its factor, as everywhere
            SecondFactorStore.Row row = store.lock(transaction, caller.person())
                    .orElseThrow(() -> new PeopleFailure.SecondFactorMissing().asException());
            if (row.confirmed()) {
                throw new PeopleFailure.SecondFactorThere().asException();
            }
            useStep(transaction, caller.person(), row, code);
            store.confirm(transaction, caller.person(), clock.instant());
            accounts.opensOtherwise(transaction, caller.person());
            sessions.closeDoors(transaction, caller.person()); // nobody could ask for it there
            store.addRecoveryCodes(transaction, caller.person(), drawRecoveryCodes(caller.person(), drawn));
            sessions.setSecondFactor(transaction, caller.session());
            accounts.tell(transaction, caller.person(), Letter.Kind.SECOND_FACTOR_CHANGED);
            transaction.atEnd(() -> append(transaction, caller, AuditAction.SECOND_FACTOR_ADDED));
            return caller;
        });
        sessions.forget(caller.person());
        return new RecoveryCodes(drawn);
    }

    /// Draws new recovery codes in the place of the old ones, which are good no more.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.SecondFactorMissing] or
    ///     [PeopleFailure.SecondFactorRefused]
    public RecoveryCodes renew(PersonCaller caller, String code) {
        List<String> drawn = new ArrayList<>();
        PersonId person = caller.person();
        database.inTransaction(transaction -> {
            drawn.clear();
            if (!store.isConfirmed(transaction, person)) {
                throw new PeopleFailure.SecondFactorMissing().asException();
            }
            if (!shows(transaction, person, code)) {
                throw new PeopleFailure.SecondFactorRefused().asException();
            }
            store.removeRecoveryCodes(transaction, person);
            accounts.opensOtherwise(transaction, person);
            store.addRecoveryCodes(transaction, person, drawRecoveryCodes(person, drawn));
            accounts.tell(transaction, person, Letter.Kind.SECOND_FACTOR_CHANGED);
            append(transaction, caller, AuditAction.RECOVERY_CODES_RENEWED);
            return caller;
        });
        return new RecoveryCodes(drawn);
    }

    /// Takes the factor away, if no role needs it.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.SecondFactorRequired],
    ///     [PeopleFailure.SecondFactorMissing] or [PeopleFailure.SecondFactorRefused]
    public void remove(PersonCaller caller, String code) {
        database.inTransaction(transaction -> {
            people.lock(transaction, caller.person());
            if (people.roles(transaction, caller.person())
                    .contains(new RoleHeld(Role.ADMINISTRATOR, RoleState.VERIFIED))) {
                throw new PeopleFailure.SecondFactorRequired().asException();
            }
            if (!store.isConfirmed(transaction, caller.person())) {
                throw new PeopleFailure.SecondFactorMissing().asException();
            }
            if (!shows(transaction, caller.person(), code)) {
                throw new PeopleFailure.SecondFactorRefused().asException();
            }
            store.remove(transaction, caller.person());
            accounts.opensOtherwise(transaction, caller.person());
            sessions.forgetSecondFactor(transaction, caller.person());
            accounts.tell(transaction, caller.person(), Letter.Kind.SECOND_FACTOR_CHANGED);
            append(transaction, caller, AuditAction.SECOND_FACTOR_REMOVED);
            return caller;
        });
        sessions.forget(caller.person());
    }

    /// Takes away a factor that was lost with its recovery codes, at the operator's word: somebody has looked at who
    /// asks. Every session ends, and the person is told.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.UnknownPerson] or
    ///     [PeopleFailure.SecondFactorMissing]
    public void removeLost(PersonId id) {
        database.inTransaction(transaction -> {
            Person person =
                    people.lock(transaction, id).orElseThrow(() -> new PeopleFailure.UnknownPerson().asException());
            if (!store.isConfirmed(transaction, person.id())) {
                throw new PeopleFailure.SecondFactorMissing().asException();
            }
            store.remove(transaction, id);
            accounts.opensOtherwise(transaction, id);
            sessions.endAll(transaction, id, null, PersonSessionStore.End.SECOND_FACTOR_LOST);
            accounts.tell(transaction, id, Letter.Kind.SECOND_FACTOR_LOST);
            transaction.atEnd(() ->
                    audit.append(transaction, Actor.OPERATOR, AuditAction.SECOND_FACTOR_REMOVED, id.value(), "lost"));
            return id;
        });
        sessions.forget(id);
    }

    /// Uses a code of the program, or a recovery code.
    ///
    /// @return whether it was right and not used before
    boolean shows(Transaction transaction, PersonId person, String typed) {
        String code = typed.length() > TYPED_LIMIT ? "" : typed.replaceAll("[\\s\\u2011-]", "");
        SecondFactorStore.Row row = store.lock(transaction, person)
                .filter(SecondFactorStore.Row::confirmed)
                .orElse(null);
        if (row == null) {
            return false;
        }
        OptionalLong step =
                Totp.step(columns.open(COLUMN, person.value(), row.sealed()), code, clock.instant(), row.lastStep());
        if (step.isPresent()) {
            store.setLastStep(transaction, person, step.getAsLong());
            return true;
        }
        boolean recovered =
                store.useRecoveryCode(transaction, person, recoveryMac(person, canonical(code)), clock.instant());
        if (recovered) {
            audit.append(transaction, Actor.of(person), AuditAction.RECOVERY_CODE_USED, person.value(), null);
        }
        return recovered;
    }

    private void useStep(Transaction transaction, PersonId person, SecondFactorStore.Row row, String typed) {
        String code = typed.length() > TYPED_LIMIT ? "" : typed.replaceAll("[\\s\\u2011-]", "");
        byte[] secret = columns.open(COLUMN, person.value(), row.sealed());
        OptionalLong step = Totp.step(secret, code, clock.instant(), row.lastStep());
        store.setLastStep(
                transaction, person, step.orElseThrow(() -> new PeopleFailure.SecondFactorRefused().asException()));
    }

    private List<Bytes> drawRecoveryCodes(PersonId person, List<String> shown) {
        List<Bytes> macs = new ArrayList<>();
        for (int i = 0; i < CODES; i++) {
            StringBuilder code = new StringBuilder(CODE_LENGTH);
            for (int c = 0; c < CODE_LENGTH; c++) {
                code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            macs.add(recoveryMac(person, code.toString()));
            shown.add(code.insert(CODE_LENGTH / 2, '-').toString());
        }
        return macs;
    }

    /// As Crockford's base 32 is read: any case, O for 0, I and L for 1.
    private static String canonical(String typed) {
        return typed.toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }

    private Bytes recoveryMac(PersonId person, String code) {
        return hash.of(person + "\n" + code);
    }

    private void append(Transaction transaction, PersonCaller caller, AuditAction action) {
        audit.append(
                transaction, Actor.of(caller.person()), action, caller.person().value(), null);
    }
}
