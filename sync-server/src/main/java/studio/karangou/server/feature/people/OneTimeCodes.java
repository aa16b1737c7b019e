package studio.karangou.server.feature.people;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Uuid7;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.keys.KeyedHash;
import studio.karangou.server.keys.SealedColumns;

/// Codes and links that show that somebody reads an address: good once, for a quarter of an hour, with five
/// attempts.
/// Neither is kept so that it could be read again.
final class OneTimeCodes {
    static final Duration LIFE = Duration.ofMinutes(15);
    private static final int ATTEMPTS = 5;
    private static final int CODE_LIMIT = 100_000_000;
    private static final int DIGITS = 8;
    private static final int TYPED_LIMIT = 32;
    private static final int LINK_BYTES = 32;
    private static final String DRAFT = "one_time_code.draft";

    private final SealedColumns columns;
    private final KeyedHash hash;
    private final AuditLog audit;
    private final Clock clock;
    private final Uuid7 ids;
    private final SecureRandom random = new SecureRandom();
    private final CodeStore store = new CodeStore();

    OneTimeCodes(SealedColumns columns, KeyedHash hash, AuditLog audit, Clock clock, Uuid7 ids) {
        this.audit = audit;
        this.columns = columns;
        this.hash = hash;
        this.clock = clock;
        this.ids = ids;
    }

    /// What a code is for; it is good for nothing else.
    enum Purpose {
        REGISTRATION,
        RECOVERY,
        PHONE,
        /// Another address of somebody who is signed in.
        CONTACT,
        /// Shows that who changes what opens an account is its owner.
        PROOF,
        /// Lets another provider open an account.
        JOIN,
        /// Given by a host for a phone number that gets no messages.
        HOST
    }

    /// Whom a code lets in, or of whom it makes a person. With neither it can never be right, and nobody can tell.
    ///
    /// @param person for a host's code, the host
    /// @param draft JSON of a registration
    /// @param lookup of the phone, where a host's code may stand for this one
    record Target(
            @Nullable PersonId person,
            byte @Nullable [] draft,
            @Nullable Bytes lookup) {}

    /// A new code, in the clear for the last time.
    ///
    /// @param code as in `4821 9930`
    record Drawn(UUID request, String code, String link, Instant expires) {
        @Override
        public String toString() {
            return "Drawn[" + request + "]";
        }
    }

    /// A code that was right.
    ///
    /// @param host whose code stood for it, null if it was the one that was sent
    record Used(
            Purpose purpose,
            @Nullable PersonId person,
            byte @Nullable [] draft,
            @Nullable PersonId host) {}

    Drawn draw(Transaction transaction, Purpose purpose, Target target) {
        Instant now = clock.instant();
        store.forget(transaction, now.minus(LIFE));
        UUID request = ids.next();
        String digits = String.format("%0" + DIGITS + "d", random.nextInt(CODE_LIMIT));
        byte[] link = new byte[LINK_BYTES];
        random.nextBytes(link);
        Instant expires = now.plus(LIFE);
        store.add(
                transaction,
                new CodeStore.Row(
                        request,
                        purpose,
                        target.person(),
                        target.draft() == null ? null : columns.seal(DRAFT, request, target.draft()),
                        target.lookup(),
                        hash.of(request + "\n" + digits),
                        ATTEMPTS,
                        expires),
                linkHash(link));
        return new Drawn(
                request,
                digits.substring(0, DIGITS / 2) + " " + digits.substring(DIGITS / 2),
                Base64.getUrlEncoder().withoutPadding().encodeToString(link),
                expires);
    }

    /// Uses a code up, or an attempt. The transaction must end well even when this is empty, or the attempt is not
    /// counted.
    Optional<Used> use(Transaction transaction, Purpose purpose, UUID request, String typed) {
        Instant now = clock.instant();
        Optional<CodeStore.Row> found = store.lock(transaction, request)
                .filter(row -> row.purpose() == purpose && row.attemptsLeft() > 0 && now.isBefore(row.expires()));
        if (found.isEmpty()) {
            refused(transaction, null, purpose);
            return Optional.empty();
        }
        CodeStore.Row row = found.get();
        String digits = digits(typed);
        boolean right = matches(row, digits);
        @Nullable PersonId host = right ? null : host(transaction, row, digits, now);
        if (!right && host == null) {
            store.countAttempt(transaction, row.id());
            refused(transaction, row.person(), purpose);
            return Optional.empty();
        }
        store.setUsed(transaction, row.id(), now);
        return used(row, host);
    }

    /// Whose a code is, if it is right, without using it up: before work that nobody should have for nothing. A wrong
    /// one uses an attempt up; the transaction must end well.
    Optional<Used> look(Transaction transaction, Purpose purpose, UUID request, String typed) {
        Instant now = clock.instant();
        Optional<CodeStore.Row> found = store.lock(transaction, request)
                .filter(row -> row.purpose() == purpose && row.attemptsLeft() > 0 && now.isBefore(row.expires()));
        if (found.isEmpty()) {
            refused(transaction, null, purpose);
            return Optional.empty();
        }
        if (!matches(found.get(), digits(typed))) {
            store.countAttempt(transaction, request);
            refused(transaction, found.get().person(), purpose);
            return Optional.empty();
        }
        return used(found.get(), null);
    }

    private boolean matches(CodeStore.Row row, String digits) {
        return hash.matches(row.id() + "\n" + digits, row.mac());
    }

    private static String digits(String typed) {
        return typed.length() > TYPED_LIMIT ? "" : typed.replaceAll("[\\s\\u2011-]", "");
    }

    /// @param person whose code it would have been, null if that is not known
    private void refused(Transaction transaction, @Nullable PersonId person, Purpose purpose) {
        audit.append(transaction, Actor.NOBODY, AuditAction.CODE_REFUSED, Sql.id(person), purpose.name());
    }

    /// Uses a link up.
    Optional<Used> useLink(Transaction transaction, String link) {
        Instant now = clock.instant();
        Optional<CodeStore.Row> found = row(transaction, link, now);
        found.ifPresent(row -> store.setUsed(transaction, row.id(), now));
        return found.flatMap(row -> used(row, null));
    }

    /// Whose a link is, for who has still to show something: an attempt counts when it begins, so that many at once are
    /// no way around.
    Optional<Used> beginLink(Transaction transaction, Purpose purpose, String link) {
        Optional<CodeStore.Row> found = row(transaction, link, clock.instant()).filter(row -> row.purpose() == purpose);
        found.ifPresent(row -> store.countAttempt(transaction, row.id()));
        return found.flatMap(row -> used(row, null));
    }

    /// Uses up a link of which an attempt that was begun has ended well, were it the last one.
    Optional<Used> endLink(Transaction transaction, String link) {
        Instant now = clock.instant();
        Optional<CodeStore.Row> found = anyRow(transaction, link, now);
        found.ifPresent(row -> store.setUsed(transaction, row.id(), now));
        return found.flatMap(row -> used(row, null));
    }

    /// What a link is for and whose it is, without using it up.
    Optional<Used> look(Transaction transaction, String link) {
        return row(transaction, link, clock.instant()).flatMap(row -> used(row, null));
    }

    private Optional<CodeStore.Row> row(Transaction transaction, String link, Instant now) {
        return anyRow(transaction, link, now).filter(row -> row.attemptsLeft() > 0);
    }

    /// Whether attempts are left or not.
    private Optional<CodeStore.Row> anyRow(Transaction transaction, String link, Instant now) {
        byte[] raw;
        try {
            raw = Base64.getUrlDecoder().decode(link);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not a link of ours
        }
        return store.lockByLink(transaction, linkHash(raw))
                .filter(row -> now.isBefore(row.expires()))
                .filter(row -> row.person() != null || row.draft() != null);
    }

    /// Whose code for the same phone it is, null if no host's; it is used up with it.
    private @Nullable PersonId host(Transaction transaction, CodeStore.Row row, String digits, Instant now) {
        if (row.lookup() == null) {
            return null;
        }
        List<CodeStore.Row> codes = store.lockHosts(transaction, row.lookup(), now);
        for (CodeStore.Row code : codes) {
            if (matches(code, digits)) {
                store.setUsed(transaction, code.id(), now);
                return code.person();
            }
        }
        return null;
    }

    private Optional<Used> used(CodeStore.Row row, @Nullable PersonId host) {
        if (row.person() == null && row.draft() == null) {
            return Optional.empty();
        }
        byte[] draft = row.draft() == null ? null : columns.open(DRAFT, row.id(), row.draft());
        return Optional.of(new Used(row.purpose(), row.person(), draft, host));
    }

    private static Bytes linkHash(byte[] link) {
        byte[] purpose = "karangou-link\n".getBytes(StandardCharsets.US_ASCII);
        var digest = ContentAddress.newDigest();
        digest.update(purpose);
        return Bytes.of(digest.digest(link));
    }
}
