package studio.karangou.server.feature.sync;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.CataloguePage;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.ChangePageCodec;
import studio.karangou.common.protocol.FeedPlace;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.ProtocolVersion;
import studio.karangou.server.db.Database;
import studio.karangou.server.feed.Audience;
import studio.karangou.server.feed.ChangeFeedStore;
import studio.karangou.server.feed.ChangeFeedStore.Positioned;
import studio.karangou.server.feed.FeedCursor;
import studio.karangou.server.feed.FeedEpoch;
import studio.karangou.server.feed.FeedReader;

/// Tells devices what has changed, a page at a time.
public final class PullService {
    /// A page is small enough for a slow line to carry it before it breaks.
    private static final int PAGE_BYTES = 256 * 1024;
    private static final Pattern CURSOR = Pattern.compile(
            "(?:([0-9a-f]{16})\\.)?([0-9]{1,18})(?:\\.([0-9]{1,18})\\.([1-9][0-9]{0,17}))?(?:~([1-9][0-9]{0,17}))?");

    private final Database database;
    private final ChangeFeedStore feed;
    private final FeedReader pages;
    private final FeedEpoch epoch;
    private final Clock clock;
    private final int pageChanges;

    public PullService(Database database, ChangeFeedStore feed, FeedEpoch epoch, Clock clock) {
        this(database, feed, epoch, clock, Limits.PAGE_CHANGES);
    }

    /// @param pageChanges in a page at most; fewer than usual show what happens between two pages
    public PullService(Database database, ChangeFeedStore feed, FeedEpoch epoch, Clock clock, int pageChanges) {
        this.pageChanges = pageChanges;
        this.database = database;
        this.feed = feed;
        pages = new FeedReader(feed);
        this.epoch = epoch;
        this.clock = clock;
    }

    /// The changes after a cursor that concern a device; of one without an epoch, all from the start.
    ///
    /// @throws FailureException with [SyncFailure.BadCursor] or [SyncFailure.CursorBeyondEnd]
    public ChangePage after(String cursor, Audience reader) {
        Found found = page(cursor, reader);
        return new ChangePage(
                ProtocolVersion.CURRENT,
                found.cursor(),
                found.page().more(),
                clock.instant(),
                found.page().rows().stream().map(Positioned::change).toList());
    }

    /// The same as it is sent.
    ///
    /// @throws FailureException with [SyncFailure.BadCursor] or [SyncFailure.CursorBeyondEnd]
    public byte[] encodedAfter(String cursor, Audience reader) {
        Found found = page(cursor, reader);
        return ChangePageCodec.encode(
                found.cursor(),
                found.page().more(),
                clock.instant(),
                found.page().rows().stream().map(Positioned::payload).toList());
    }

    private Found page(String cursor, Audience reader) {
        Place asked = parse(cursor);
        return database.inTransaction(transaction -> {
            String now = epoch.current(transaction);
            boolean another = !asked.isStart() && !asked.epoch().equals(now);
            long end = feed.end(transaction); // before anything else is read
            FeedCursor from = asked.isStart() ? FeedCursor.beginning(end) : asked.cursor();
            if (another || from.reaches() > end) {
                throw new SyncFailure.CursorBeyondEnd().asException();
            }
            FeedReader.Page page = pages.read(transaction, reader, from, end, pageChanges, PAGE_BYTES);
            // after the rows: what leaves the feed in between is missed by nobody
            if (from.missedNothingTo() < feed.floor(transaction)) {
                throw new SyncFailure.CursorBeyondEnd().asException();
            }
            return new Found(now, page);
        });
    }

    /// Films and projects after a place in the feed, for everyone. Who has not come past what has left the feed is
    /// answered all the same: a device learns of that by its own feed.
    ///
    /// @throws FailureException with [SyncFailure.BadCursor] or [SyncFailure.CursorBeyondEnd]
    public CataloguePage catalogue(String cursor) {
        Place asked = parse(cursor);
        return database.inTransaction(transaction -> {
            String now = epoch.current(transaction);
            long from = asked.isStart() ? 0 : asked.cursor().position();
            // before the rows: what is committed between the two is behind this place
            long end = feed.end(transaction);
            if ((!asked.isStart() && !asked.epoch().equals(now)) || from > end) {
                throw new SyncFailure.CursorBeyondEnd().asException();
            }
            return catalogue(now, from, end, feed.catalogueAfter(transaction, from, pageChanges + 1));
        });
    }

    private CataloguePage catalogue(String now, long from, long end, List<Positioned> rows) {
        List<CataloguePage.Placed> changes = new ArrayList<>();
        int bytes = 0;
        for (Positioned row : rows) {
            if (!changes.isEmpty() && (changes.size() == pageChanges || bytes > PAGE_BYTES)) {
                break;
            }
            changes.add(new CataloguePage.Placed(row.position(), row.change()));
            bytes += row.payload().length;
        }
        boolean more = changes.size() < rows.size();
        long last = changes.isEmpty() ? from : changes.getLast().position();
        return new CataloguePage(
                ProtocolVersion.CURRENT,
                new FeedPlace(now, from),
                new FeedPlace(now, more ? last : Math.max(last, end)),
                more,
                clock.instant(),
                changes);
    }

    private record Found(String epoch, FeedReader.Page page) {
        String cursor() {
            return epoch + "." + page.next().written();
        }
    }

    /// @param epoch empty in a cursor of an earlier version, which was a bare position; it counts as none
    record Place(String epoch, FeedCursor cursor) {
        boolean isStart() {
            return epoch.isEmpty();
        }
    }

    /// Reads a cursor, whoever wrote it.
    ///
    /// @throws FailureException with [SyncFailure.BadCursor]
    static Place parse(String cursor) {
        Matcher matcher = CURSOR.matcher(cursor);
        if (!matcher.matches()) {
            throw new SyncFailure.BadCursor().asException();
        }
        String of = matcher.group(1);
        try {
            return new Place(
                    of == null ? "" : of,
                    new FeedCursor(
                            number(matcher.group(2)),
                            number(matcher.group(3)),
                            number(matcher.group(4)),
                            number(matcher.group(5))));
        } catch (IllegalArgumentException e) {
            throw new FailureException(new SyncFailure.BadCursor(), e);
        }
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
