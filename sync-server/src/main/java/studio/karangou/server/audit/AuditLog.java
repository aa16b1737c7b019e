package studio.karangou.server.audit;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.keys.KeyedHash;

/// The log that nobody rewrites: each entry's MAC covers the one before. Entries name people by id and nothing
/// else, so that an erased person leaves a number.
public final class AuditLog {
    private static final int PAGE = 1_000;
    private static final int ANCHOR_DIGITS = 32;
    private static final Pattern ANCHOR = Pattern.compile("([0-9]{1,18})-[0-9a-f]*");

    private final Database database;
    private final KeyedHash hash;
    private final Clock clock;
    private final AuditStore store = new AuditStore();

    public AuditLog(Database database, KeyedHash hash, Clock clock) {
        this.database = database;
        this.hash = hash;
        this.clock = clock;
    }

    /// One entry.
    ///
    /// @param detail never personal data; null if there is nothing to say
    record Entry(
            long position,
            Instant at,
            Actor actor,
            String action,
            @Nullable UUID subject,
            @Nullable String detail,
            Bytes mac) {}

    /// The end of the chain.
    record Head(long position, Bytes mac) {
        static final Head BEGINNING = new Head(0, Bytes.of(new byte[0]));
    }

    /// What was found when the log was held against its chain.
    ///
    /// @param brokenAt the first entry that is not what it was, null if there is none
    /// @param anchor of the last entry: kept elsewhere, it shows later that no end was cut off
    public record Verification(long entries, @Nullable Long brokenAt, String anchor) {}

    /// Writes an entry at the very end of the transaction that it tells of: whoever appends waits for the log's end,
    /// and so takes no other lock behind it, be it the feed's.
    public void append(
            Transaction transaction, Actor actor, AuditAction action, @Nullable UUID subject, @Nullable String detail) {
        transaction.atVeryEnd(() -> add(transaction, actor, action, subject, detail));
    }

    private void add(
            Transaction transaction, Actor actor, AuditAction action, @Nullable UUID subject, @Nullable String detail) {
        Head head = store.lockHead(transaction);
        long position = head.position() + 1;
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Bytes mac = mac(head.mac(), position, at, actor, action.code(), subject, detail);
        store.add(transaction, new Entry(position, at, actor, action.code(), subject, detail, mac));
    }

    /// Writes an entry by itself.
    public void append(Actor actor, AuditAction action, @Nullable UUID subject, @Nullable String detail) {
        database.inTransaction(transaction -> {
            append(transaction, actor, action, subject, detail);
            return action;
        });
    }

    /// What the log says of a person: what they did, and what was done about them.
    public record Mention(
            Instant at, String action, @Nullable String detail) {}

    /// The entries that name a person, the latest last.
    public List<Mention> mentions(Transaction transaction, PersonId person) {
        return store.mentions(transaction, person);
    }

    /// Reads all of it again.
    ///
    /// @param anchors told by earlier verifications: each must still be there
    Verification verify(Collection<String> anchors) {
        Set<String> missing = new HashSet<>(anchors);
        Head at = Head.BEGINNING;
        while (true) {
            long after = at.position();
            Look look = database.inTransaction(transaction -> new Look(
                    store.head(transaction).map(Head::position).orElse(0L), store.page(transaction, after, PAGE)));
            for (Entry entry : look.page()) {
                if (entry.position() != at.position() + 1 || !isWhole(at.mac(), entry)) {
                    return new Verification(at.position(), at.position() + 1, anchor(at));
                }
                at = new Head(entry.position(), entry.mac());
                missing.remove(anchor(at));
            }
            if (look.page().isEmpty()) {
                return new Verification(at.position(), broken(look.end(), at.position(), missing), anchor(at));
            }
        }
    }

    /// @param end by the head's own word
    /// @param there the last entry
    /// @param missing anchors that no entry has
    private static @Nullable Long broken(long end, long there, Set<String> missing) {
        if (missing.isEmpty()) {
            return end <= there ? null : Long.valueOf(there + 1);
        }
        long first = there + 1;
        for (String anchor : missing) {
            first = Math.min(first, position(anchor));
        }
        return first;
    }

    /// Which entry an anchor is of; beyond all others for text that is none.
    private static long position(String anchor) {
        Matcher parts = ANCHOR.matcher(anchor);
        return parts.matches() ? Long.parseLong(parts.group(1)) : Long.MAX_VALUE;
    }

    /// What is looked for.
    ///
    /// @param before only older entries than this one, which is not among them
    /// @param action null for all
    /// @param of who did it, or what or whom it is about; null for all
    /// @param since only entries of this time and later; null for all
    public record Filter(
            long before,
            @Nullable String action,
            @Nullable UUID of,
            @Nullable Instant since) {}

    /// Entries, the latest first.
    ///
    /// @param limit how many at most
    List<Entry> entries(Filter filter, int limit) {
        return database.inTransaction(transaction -> store.entries(transaction, filter, limit));
    }

    /// Where the chain ends by its own word, read before the page: an end that was cut off shows.
    private record Look(long end, List<Entry> page) {}

    private boolean isWhole(Bytes before, Entry entry) {
        return entry.mac()
                .equals(mac(
                        before,
                        entry.position(),
                        entry.at(),
                        entry.actor(),
                        entry.action(),
                        entry.subject(),
                        entry.detail()));
    }

    private static String anchor(Head head) {
        String hex = head.mac().hex();
        return head.position() + "-" + hex.substring(0, Math.min(ANCHOR_DIGITS, hex.length()));
    }

    private Bytes mac(
            Bytes before,
            long position,
            Instant at,
            Actor actor,
            String action,
            @Nullable UUID subject,
            @Nullable String detail) {
        String text = String.join(
                "\n",
                "karangou-audit-1",
                before.hex(),
                Long.toString(position),
                Long.toString(at.toEpochMilli()),
                actor.kind().name(),
                String.valueOf(actor.id()),
                action,
                String.valueOf(subject),
                detail == null ? "" : detail);
        return hash.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
