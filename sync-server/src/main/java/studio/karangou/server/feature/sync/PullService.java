package studio.karangou.server.feature.sync;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.ProtocolVersion;
import studio.karangou.server.db.Database;
import studio.karangou.server.feed.ChangeFeedStore;
import studio.karangou.server.feed.ChangeFeedStore.Positioned;

/// Tells devices what has changed, a page at a time.
public final class PullService {
    /// A page is small enough for a slow line to carry it before it breaks.
    private static final int PAGE_BYTES = 256 * 1024;

    private final Database database;
    private final ChangeFeedStore feed;
    private final Clock clock;

    public PullService(Database database, ChangeFeedStore feed, Clock clock) {
        this.database = database;
        this.feed = feed;
        this.clock = clock;
    }

    /// The changes after a cursor that concern a venue.
    ///
    /// @throws FailureException with [SyncFailure.BadCursor] or [SyncFailure.CursorBeyondEnd]
    public ChangePage after(String cursor, VenueId venue) {
        long position = parse(cursor);
        List<Positioned> rows = database.inTransaction(transaction -> {
            if (position > feed.end(transaction)) {
                throw new SyncFailure.CursorBeyondEnd().asException();
            }
            return feed.after(transaction, position, venue, Limits.PAGE_CHANGES + 1);
        });
        List<Change> changes = new ArrayList<>();
        long last = position;
        int bytes = 0;
        for (Positioned row : rows) {
            if (!changes.isEmpty() && (changes.size() == Limits.PAGE_CHANGES || bytes > PAGE_BYTES)) {
                break;
            }
            changes.add(row.change());
            bytes += row.payload().length;
            last = row.position();
        }
        boolean more = changes.size() < rows.size();
        return new ChangePage(ProtocolVersion.CURRENT, Long.toString(last), more, clock.instant(), changes);
    }

    private static long parse(String cursor) {
        try {
            long position = Long.parseLong(cursor);
            if (position >= 0) {
                return position;
            }
        } catch (NumberFormatException e) {
            throw new FailureException(new SyncFailure.BadCursor(), e);
        }
        throw new SyncFailure.BadCursor().asException();
    }
}
