package studio.karangou.desktop.engine.people;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.keychain.SealedBox;
import studio.karangou.desktop.engine.store.OfflinePersonStore;
import studio.karangou.desktop.engine.time.BestTime;
import studio.karangou.desktop.feature.people.Credentials;
import studio.karangou.desktop.feature.people.DoorFailure;
import studio.karangou.desktop.feature.people.PeopleFailure;

/// Lets in, without the server, who signed in here before. What it knows of a person is worth nothing without the
/// password: a verifier and the profile, sealed. The days are counted by the device's best time, which a clock that is
/// set back does not turn back.
public final class OfflineDoor {
    private static final Logger LOG = LoggerFactory.getLogger(OfflineDoor.class);
    private static final int FREE_TRIES = 3;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    /// A machine whose battery is dead has a wrong clock after every power cut, and a host who works there.
    private static final int UNSURE_TIMES = 10;
    /// A code of this device is shorter than a password: after so many wrong ones it is gone.
    private static final int CODE_TRIES = 10;

    private final OfflinePersonStore store;
    private final BestTime time;
    private final SecretKeySpec lookupKey;
    private final IntSupplier days;

    /// @param lookupKey 32 bytes, of this device
    /// @param days how many a person may stay away from the network
    public OfflineDoor(OfflinePersonStore store, BestTime time, byte[] lookupKey, IntSupplier days) {
        this.store = store;
        this.time = time;
        this.lookupKey = new SecretKeySpec(lookupKey, "HmacSHA256");
        this.days = days;
    }

    int days() {
        return days.getAsInt();
    }

    /// The end of the days that began at a contact.
    Instant until(Instant contact) {
        return contact.plus(Duration.ofDays(days()));
    }

    /// The server let this person in with this password: so may this device, from now on.
    void learn(Credentials credentials, Account account) {
        learn(credentials, account, time.instant());
    }

    /// @param contact when the server last confirmed the person: the days begin there
    void learn(Credentials credentials, Account account, Instant contact) {
        Bytes salt = PasswordKeys.newSalt();
        PasswordKeys keys = PasswordKeys.of(credentials.password(), salt);
        store.put(new OfflinePersonStore.Row(
                account.id(),
                lookup(credentials.email()),
                salt,
                keys.verifier(),
                Bytes.of(profile(keys, account.id()).seal(Wire.toCbor(account))),
                contact,
                0,
                Instant.EPOCH,
                0,
                account.credentialVersion()));
    }

    /// Whether it may open for somebody with this address, and not only the server.
    boolean mayOpenFor(String email) {
        return store.find(lookup(email)).filter(row -> !isBarred(row)).isPresent();
    }

    /// Whether it opens for somebody who shows the password.
    boolean opensFor(PersonId person) {
        return store.find(person).filter(row -> !isBarred(row)).isPresent();
    }

    /// Lets somebody in with the server only from now on. What could open the door is gone; that it was there stays, so
    /// that they are told why it does not open.
    void bar(PersonId person) {
        store.empty(person);
    }

    private static boolean isBarred(OfflinePersonStore.Row row) {
        return row.profile().length() == 0;
    }

    /// A person who was let in, and when the server last confirmed them.
    record LetIn(Account account, Instant contact) {}

    /// Lets somebody in.
    ///
    /// @throws FailureException with [DoorFailure.NotKnownHere], [DoorFailure.TooManyTries],
    ///     [PeopleFailure.SignInRefused], [DoorFailure.DeviceCodeForgotten], [DoorFailure.ClosedElsewhere],
    ///     [DoorFailure.SecondFactorNeedsNetwork], [DoorFailure.OfflineOver] or [DoorFailure.ClockUnsure]
    synchronized LetIn open(Credentials credentials) {
        OfflinePersonStore.Row row =
                store.find(lookup(credentials.email())).orElseThrow(() -> new DoorFailure.NotKnownHere().asException());
        if (isBarred(row)) {
            throw barredBecause(row).asException();
        }
        Instant now = time.instant();
        wait(row, now);
        // counted before it is tried, so that pulling the plug does not give another try
        store.put(tried(row, row.failures() + 1, now, row.unsure()));
        PasswordKeys keys = PasswordKeys.of(credentials.password(), row.salt());
        Account account = opened(row, keys).orElseThrow(() -> refused(row, credentials));
        if (account.secondFactor() || account.secondFactorMissing()) {
            store.put(tried(row, 0, Instant.EPOCH, row.unsure()));
            throw new DoorFailure.SecondFactorNeedsNetwork().asException();
        }
        int unsure = time.isSure() ? 0 : row.unsure() + 1;
        store.put(tried(row, 0, Instant.EPOCH, Math.min(unsure, UNSURE_TIMES + 1)));
        if (now.isAfter(until(row.contact()))) {
            throw new DoorFailure.OfflineOver().asException();
        }
        if (unsure > UNSURE_TIMES) {
            throw new DoorFailure.ClockUnsure().asException();
        }
        return new LetIn(account, row.contact());
    }

    private DoorFailure barredBecause(OfflinePersonStore.Row row) {
        return row.version() < store.closedBelow(row.person())
                ? new DoorFailure.ClosedElsewhere()
                : new DoorFailure.SecondFactorNeedsNetwork();
    }

    private FailureException refused(OfflinePersonStore.Row row, Credentials credentials) {
        if (isPhone(credentials.email()) && row.failures() + 1 >= CODE_TRIES) {
            LOG.warn("a code of this device was wrong {} times and is forgotten", CODE_TRIES);
            store.remove(row.person());
            return new DoorFailure.DeviceCodeForgotten().asException();
        }
        return new PeopleFailure.SignInRefused().asException();
    }

    /// Who has no e-mail address is known by their phone.
    private static boolean isPhone(String address) {
        return address.indexOf('@') < 0;
    }

    /// The server refuses what this device would let in: the password is another one now, or the person is gone.
    void forgetIfRight(Credentials credentials) {
        store.find(lookup(credentials.email())).ifPresent(row -> {
            if (opened(row, PasswordKeys.of(credentials.password(), row.salt())).isPresent()) {
                LOG.info("a password that the server no longer takes is forgotten here");
                store.remove(row.person());
            }
        });
    }

    /// The server confirmed the person.
    void confirm(PersonId person) {
        store.confirm(person, time.instant());
    }

    void forget(PersonId person) {
        store.remove(person);
    }

    /// Another server knows other people.
    void forgetAll() {
        store.clear();
    }

    /// Whether the server has said, by whatever road, that this device is not to believe any more what it heard of
    /// somebody.
    boolean isClosedTo(Account account) {
        return account.credentialVersion() < store.closedBelow(account.id());
    }

    private static void wait(OfflinePersonStore.Row row, Instant now) {
        if (row.failures() < FREE_TRIES) {
            return;
        }
        int doublings = Math.min(row.failures() - FREE_TRIES, 10);
        Duration pause = FIRST_WAIT.multipliedBy(1L << doublings);
        Duration bounded = pause.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : pause;
        Duration left = Duration.between(now, row.lastFailure().plus(bounded));
        if (left.isPositive()) {
            throw new DoorFailure.TooManyTries(left.toSeconds() + 1).asException();
        }
    }

    private static OfflinePersonStore.Row tried(OfflinePersonStore.Row row, int failures, Instant last, int unsure) {
        return new OfflinePersonStore.Row(
                row.person(),
                row.lookup(),
                row.salt(),
                row.verifier(),
                row.profile(),
                row.contact(),
                failures,
                last,
                unsure,
                row.version());
    }

    private static Optional<Account> opened(OfflinePersonStore.Row row, PasswordKeys keys) {
        boolean right =
                MessageDigest.isEqual(keys.verifier().toArray(), row.verifier().toArray());
        return right
                ? profile(keys, row.person())
                        .open(row.profile().toArray())
                        .map(clear -> Wire.fromCbor("profile", clear, Account.class))
                : Optional.empty();
    }

    private static SealedBox profile(PasswordKeys keys, PersonId person) {
        return new SealedBox(keys.key(), "offline-profile/" + person);
    }

    /// The same for every way to write an address; it cannot be read back.
    private Bytes lookup(String address) {
        String normal = isPhone(address)
                ? address.replaceAll("[^0-9+]", "").replaceFirst("^00", "+")
                : Normalizer.normalize(address.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(lookupKey);
            return Bytes.of(mac.doFinal(normal.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC", e);
        }
    }
}
