package studio.karangou.server.feed;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Takes out of the feed what has been over for long: who was erased, doors that were closed, messages that were
/// removed, films that are held no longer, cash that was settled. Whoever has not heard of it by then reads the
/// feed anew, and drops what is not in it.
public final class CompactionStore {
    /// Notes where the feed is, and takes out what was over before a moment.
    ///
    /// @param now of which the feed's end is noted, so that its age is known later
    /// @return how many rows are gone
    public int compact(Transaction transaction, Instant now, Instant before) {
        Handle handle = transaction.handle();
        // the feed's lock first, as whoever appends: it moves rows that would go here
        handle.createUpdate("update feed_position set floor = floor where id = 1")
                .execute();
        handle.createUpdate(
                        "insert into feed_mark (at, position) select cast(:now as timestamp with time zone), position"
                                + " from feed_position where id = 1 and not exists (select 1 from feed_mark where at = :now)")
                .bind("now", Sql.time(now))
                .execute();
        long upTo = handle.createQuery("select max(position) from feed_mark where at < :before")
                .bind("before", Sql.time(before))
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
        int gone = handle.createUpdate("delete from feed_change where closed and position <= :upTo")
                .bind("upTo", upTo)
                .execute();
        if (gone > 0) {
            handle.createUpdate("update feed_position set floor = :upTo where id = 1 and floor < :upTo")
                    .bind("upTo", upTo)
                    .execute();
        }
        handle.createUpdate("delete from feed_mark where at < :before and position < :upTo")
                .bind("before", Sql.time(before))
                .bind("upTo", upTo)
                .execute();
        return gone;
    }
}
