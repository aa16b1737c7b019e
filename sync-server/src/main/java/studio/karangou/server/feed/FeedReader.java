package studio.karangou.server.feed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feed.ChangeFeedStore.Positioned;

/// Reads one page of the feed for one device.
///
/// How long the feed is is asked first. Whatever has a place up to there is committed and seen by what is asked next,
/// rows and memberships alike; what comes meanwhile lies behind it and is left to the next page. A membership that is
/// seen late can therefore be passed by no cursor.
public final class FeedReader {
    private final ChangeFeedStore feed;
    private final MembershipStore members = new MembershipStore();

    public FeedReader(ChangeFeedStore feed) {
        this.feed = feed;
    }

    /// A page.
    ///
    /// @param next where to go on
    /// @param more whether there is more right now
    public record Page(List<Positioned> rows, FeedCursor next, boolean more) {}

    /// The rows behind a cursor, in an order in which they can be applied.
    ///
    /// @param end of the feed, asked before
    /// @param most rows
    /// @param bytes of payload after which the page ends
    public Page read(Transaction transaction, Audience reader, FeedCursor from, long end, int most, int bytes) {
        return new Reading(transaction, reader, end, most, bytes).read(from);
    }

    private final class Reading {
        private final Transaction transaction;
        private final Audience reader;
        private final long end;
        private final int most;
        private final int bytes;
        private final List<Membership> joined;
        private final List<Positioned> rows = new ArrayList<>();
        private int read;

        Reading(Transaction transaction, Audience reader, long end, int most, int bytes) {
            this.transaction = transaction;
            this.reader = reader;
            this.end = end;
            this.most = most;
            this.bytes = bytes;
            joined = members.of(transaction, reader.device(), end);
        }

        Page read(FeedCursor from) {
            FeedCursor cursor = from;
            while (true) {
                FeedCursor at = begun(cursor);
                if (!at.isMakingUp()) {
                    boolean more = !take(scopes(_ -> true), at.position(), end);
                    // what lies between the last row and the end concerns others: it is read, as it were
                    return new Page(rows, at.readTo(more ? last(at.position()) : end), more);
                }
                if (at.backfilled() < at.position()) {
                    Set<@Nullable UUID> late = late(at);
                    int before = rows.size();
                    if (!take(late, at.backfilled(), at.position())) {
                        long reached = rows.size() == before ? at.backfilled() : last(at.backfilled());
                        return new Page(rows, at.backfilledTo(reached), true);
                    }
                }
                int before = rows.size();
                if (!take(scopes(one -> one.joined() <= at.joined()), at.position(), at.joined())) {
                    long reached = rows.size() == before ? at.position() : last(at.position());
                    return new Page(rows, at.backfilledTo(at.position()).readTo(reached), true);
                }
                cursor = at.readTo(at.joined());
            }
        }

        /// Scopes that were joined behind it are made up for first.
        private FeedCursor begun(FeedCursor cursor) {
            if (cursor.isMakingUp()) {
                return cursor;
            }
            long last = joined.stream().mapToLong(Membership::joined).max().orElse(0);
            return last > cursor.position() ? cursor.makingUpTo(last) : cursor;
        }

        private Set<@Nullable UUID> late(FeedCursor cursor) {
            Set<@Nullable UUID> late = new HashSet<>();
            joined.stream()
                    .filter(one -> one.joined() > cursor.position() && one.joined() <= cursor.joined())
                    .forEach(one -> late.add(one.scope()));
            return late;
        }

        private Set<@Nullable UUID> scopes(Predicate<Membership> which) {
            Set<@Nullable UUID> scopes = ChangeFeedStore.always(reader);
            joined.stream().filter(which).forEach(one -> scopes.add(one.scope()));
            return scopes;
        }

        /// The place of the last row of the page.
        private long last(long otherwise) {
            return rows.isEmpty()
                    ? otherwise
                    : Math.max(otherwise, rows.getLast().position());
        }

        /// Takes rows as long as there is room.
        ///
        /// @return whether all of them found it
        private boolean take(Set<@Nullable UUID> scopes, long after, long upTo) {
            if (scopes.isEmpty() || after >= upTo) {
                return true;
            }
            for (Positioned row : feed.between(transaction, scopes, after, upTo, most - rows.size() + 1)) {
                if (rows.size() == most || (!rows.isEmpty() && read > bytes)) {
                    return false;
                }
                rows.add(row);
                read += row.payload().length;
            }
            return true;
        }
    }
}
