package studio.karangou.server.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// The change feed: one row for each thing, which moves to the end when the thing changes.
///
/// Positions are allotted under the lock of one row that is held until commit. So they become visible in their order,
/// and a reader that has seen position n has seen, or will find later at a higher position, everything up to n.
/// Appending is therefore the **last** thing that a transaction does.
public final class ChangeFeedStore {
    private final Positions positions;
    private final FeedSignal signal;

    /// Of which nobody is told.
    public ChangeFeedStore() {
        this(FeedSignal.silent());
    }

    /// @param signal told of what is appended
    public ChangeFeedStore(FeedSignal signal) {
        this(ChangeFeedStore::allot, signal);
    }

    /// Of which nobody is told.
    ///
    /// @param positions another way to hand them out, to see whether anybody notices
    public ChangeFeedStore(Positions positions) {
        this(positions, FeedSignal.silent());
    }

    private ChangeFeedStore(Positions positions, FeedSignal signal) {
        this.positions = positions;
        this.signal = signal;
    }

    /// Hands out positions.
    @FunctionalInterface
    public interface Positions {
        /// The first of a run of positions.
        long allot(Transaction transaction, int count);
    }

    /// A row of the feed.
    public record Positioned(long position, byte[] payload) {
        /// The change itself.
        public Change change() {
            return Wire.fromCbor("change", payload, Change.class);
        }
    }

    /// Appends changes, each at a position of its own, in this order.
    public void append(Transaction transaction, Collection<FeedEntry> entries) {
        Map<String, FeedEntry> latest = new LinkedHashMap<>();
        for (FeedEntry entry : entries) {
            latest.remove(entry.entity()); // a thing that changed twice is told where it changed last
            latest.put(entry.entity(), entry);
        }
        if (latest.isEmpty()) {
            return;
        }
        Handle handle = transaction.handle();
        long position = positions.allot(transaction, latest.size());
        List<FeedEntry> ordered = List.copyOf(latest.values());
        int[] moved = write(
                handle,
                "update feed_change set position = :position, venue = cast(:venue as uuid), payload = :payload"
                        + " where entity = :entity",
                ordered,
                position);
        List<FeedEntry> fresh = new ArrayList<>();
        List<Long> places = new ArrayList<>();
        for (int i = 0; i < moved.length; i++) {
            if (moved[i] == 0) {
                fresh.add(ordered.get(i));
                places.add(position + i);
            }
        }
        insert(handle, fresh, places);
        signal.grew(transaction, growth(ordered, position));
    }

    /// Forgets what was told of somebody's doors: it says at which venues they have been.
    public void forgetDoors(Transaction transaction, PersonId person) {
        transaction
                .handle()
                .createUpdate("delete from feed_change where entity like :doors")
                .bind("doors", FeedEntry.doorsOf(person) + "%")
                .execute();
    }

    private static Growth growth(List<FeedEntry> ordered, long first) {
        long everyone = 0;
        Map<VenueId, Long> venues = new HashMap<>();
        for (int i = 0; i < ordered.size(); i++) {
            VenueId venue = ordered.get(i).venue();
            if (venue == null) {
                everyone = first + i;
            } else {
                venues.put(venue, first + i);
            }
        }
        return new Growth(everyone, venues);
    }

    /// The position of the last row that concerns a venue, 0 if there is none.
    public long lastFor(Transaction transaction, VenueId venue) {
        return transaction
                .handle()
                .createQuery("select position from feed_change where venue is null or venue = :venue"
                        + " order by position desc limit 1")
                .bind("venue", venue.value())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /// Rows after a position that concern a venue, in order.
    public List<Positioned> after(Transaction transaction, long position, VenueId venue, int limit) {
        return transaction
                .handle()
                .createQuery("select position, payload from feed_change"
                        + " where position > :position and (venue is null or venue = :venue)"
                        + " order by position limit :limit")
                .bind("position", position)
                .bind("venue", venue.value())
                .bind("limit", limit)
                .map((row, _) -> new Positioned(row.getLong("position"), row.getBytes("payload")))
                .list();
    }

    /// Films and projects after a position, in order: what is anybody's to know.
    public List<Positioned> catalogueAfter(Transaction transaction, long position, int limit) {
        return transaction
                .handle()
                .createQuery("select position, payload from feed_change"
                        + " where position > :position and venue is null"
                        + " and (entity like 'film/%' or entity like 'project/%')"
                        + " order by position limit :limit")
                .bind("position", position)
                .bind("limit", limit)
                .map((row, _) -> new Positioned(row.getLong("position"), row.getBytes("payload")))
                .list();
    }

    /// The position of the newest row; 0 when the feed is empty.
    public long end(Transaction transaction) {
        return transaction
                .handle()
                .createQuery("select position from feed_position where id = 1")
                .mapTo(Long.class)
                .one();
    }

    /// The first of a run of positions.
    private static long allot(Transaction transaction, int count) {
        Handle handle = transaction.handle();
        handle.createUpdate("update feed_position set position = position + :count where id = 1")
                .bind("count", count)
                .execute();
        long last = handle.createQuery("select position from feed_position where id = 1")
                .mapTo(Long.class)
                .one();
        return last - count + 1;
    }

    private static int[] write(Handle handle, String sql, List<FeedEntry> entries, long firstPosition) {
        PreparedBatch batch = handle.prepareBatch(sql);
        for (int i = 0; i < entries.size(); i++) {
            bind(batch, entries.get(i), firstPosition + i);
        }
        return batch.execute();
    }

    private static void insert(Handle handle, List<FeedEntry> entries, List<Long> positions) {
        if (entries.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("insert into feed_change (entity, position, venue, payload)"
                + " values (:entity, :position, cast(:venue as uuid), :payload)");
        for (int i = 0; i < entries.size(); i++) {
            bind(batch, entries.get(i), positions.get(i));
        }
        batch.execute();
    }

    private static void bind(PreparedBatch batch, FeedEntry entry, long position) {
        batch.bind("entity", entry.entity())
                .bind("position", position)
                .bind("venue", Sql.id(entry.venue()))
                .bind("payload", Wire.toCbor(entry.change()))
                .add();
    }
}
