package studio.karangou.server.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.Id;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.db.BulkInsert;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// The change feed: one row for each thing, which moves to the end when the thing changes.
///
/// Positions are allotted under the lock of one row that is held until commit. So they become visible in their order,
/// and a reader that has seen position n has seen, or will find later at a higher position, everything up to n.
/// Appending is therefore the **last** thing that a transaction does.
public final class ChangeFeedStore {
    private static final BulkInsert INSERT =
            new BulkInsert("feed_change", "entity", "position", "scope", "payload", "closed");

    private final Positions positions;
    private final FeedSignal signal;
    private final MembershipStore members = new MembershipStore();

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

        /// Where a membership is said to begin that is told at a position: there. The simulation plants another answer.
        default long joined(long position) {
            return position;
        }
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
        long position = positions.allot(transaction, latest.size());
        List<FeedEntry> ordered = List.copyOf(latest.values());
        place(transaction, ordered, position);
        signal.grew(transaction, growth(ordered, position));
    }

    /// Puts things at the end, the first of them at a position that was allotted.
    private static void place(Transaction transaction, List<FeedEntry> ordered, long position) {
        Set<String> known = known(transaction, ordered);
        List<Placed> moved = new ArrayList<>();
        List<Placed> fresh = new ArrayList<>();
        long next = position;
        for (FeedEntry entry : ordered) {
            (known.contains(entry.entity()) ? moved : fresh).add(new Placed(entry, next++));
        }
        fresh.addAll(move(transaction, moved));
        INSERT.write(
                transaction,
                fresh,
                (row, placed) -> row.text(placed.entry.entity())
                        .bigint(placed.position)
                        .id(Sql.id(placed.entry.scope()))
                        .bytes(Wire.toCbor(placed.entry.change()))
                        .truth(placed.entry.isClosed()));
    }

    /// A row of the feed to be.
    private record Placed(FeedEntry entry, long position) {}

    /// Which things the feed has already. Nobody adds one meanwhile, as positions were allotted before.
    private static Set<String> known(Transaction transaction, List<FeedEntry> entries) {
        if (entries.isEmpty()) {
            return Set.of();
        }
        return transaction
                .handle()
                .createQuery("select entity from feed_change where entity = any(:entities)")
                .bindArray(
                        "entities",
                        String.class,
                        entries.stream().map(FeedEntry::entity).toArray())
                .mapTo(String.class)
                .set();
    }

    /// Moves what is there to its new place.
    ///
    /// @return what is there no longer: what is over leaves the feed, and whom an erasure finds, at any time
    private static List<Placed> move(Transaction transaction, List<Placed> moved) {
        if (moved.isEmpty()) {
            return List.of();
        }
        PreparedBatch batch = transaction
                .handle()
                .prepareBatch("update feed_change set position = :position, scope = cast(:scope as uuid),"
                        + " payload = :payload, closed = :closed where entity = :entity");
        for (Placed one : moved) {
            batch.bind("entity", one.entry.entity())
                    .bind("position", one.position)
                    .bind("scope", Sql.id(one.entry.scope()))
                    .bind("payload", Wire.toCbor(one.entry.change()))
                    .bind("closed", one.entry.isClosed())
                    .add();
        }
        int[] counts = batch.execute();
        return IntStream.range(0, counts.length)
                .filter(i -> counts[i] == 0)
                .mapToObj(moved::get)
                .toList();
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
        Map<UUID, Long> scopes = new HashMap<>();
        for (int i = 0; i < ordered.size(); i++) {
            Id scope = ordered.get(i).scope();
            if (scope == null) {
                everyone = first + i;
            } else {
                scopes.put(scope.value(), first + i);
            }
        }
        return new Growth(everyone, scopes);
    }

    /// A device joins scopes that other devices may have been in for long: from now on it is told of them, and next
    /// time it asks, of what is there already. Those it has joined stay as they are; one in which there is
    /// nothing yet is joined without a word. To be called at the end of a transaction, as [#append].
    public void join(Transaction transaction, DeviceId device, Collection<? extends Id> scopes) {
        if (!scopes.isEmpty() && !members.missing(transaction, device, scopes).isEmpty()) {
            enter(transaction, device, scopes, false);
        }
    }

    /// The same where somebody waits for it: whatever is there, or was joined before, the device is told when it has
    /// all of it.
    public void follow(Transaction transaction, DeviceId device, Collection<? extends Id> scopes) {
        if (!scopes.isEmpty()) {
            enter(transaction, device, scopes, true);
        }
    }

    private void enter(Transaction transaction, DeviceId device, Collection<? extends Id> scopes, boolean awaited) {
        long position = positions.allot(transaction, scopes.size());
        // asked under the lock: another node may have let it in meanwhile
        Set<UUID> missing = members.missing(transaction, device, scopes);
        List<FeedEntry> told = new ArrayList<>();
        List<Membership> joined = new ArrayList<>();
        for (Id scope : scopes) {
            boolean fresh = missing.remove(scope.value());
            boolean silent = !awaited && (!fresh || isEmpty(transaction, scope.value()));
            if (fresh) {
                joined.add(new Membership(scope.value(), silent ? 0 : positions.joined(position + told.size())));
            }
            if (!silent) {
                told.add(FeedEntry.joined(device, scope));
            }
        }
        members.insert(transaction, device, joined);
        place(transaction, told, position);
        // also where nothing is told: the device's line must learn what it listens for
        signal.grew(transaction, new Growth(0, Map.of(device.value(), position + Math.max(0, told.size() - 1))));
    }

    /// Takes the feed's lock: for whoever removes rows before it appends, as whoever appends moves them.
    public void lock(Transaction transaction) {
        positions.allot(transaction, 0);
    }

    /// A scope is no more, with all that was told in it.
    public void dissolve(Transaction transaction, Id scope) {
        transaction
                .handle()
                .createUpdate("delete from feed_change where scope = :scope")
                .bind("scope", scope.value())
                .execute();
        members.dissolve(transaction, scope.value());
    }

    private static boolean isEmpty(Transaction transaction, UUID scope) {
        return transaction
                .handle()
                .createQuery("select 1 from feed_change where scope = :scope limit 1")
                .bind("scope", scope)
                .mapTo(Integer.class)
                .findOne()
                .isEmpty();
    }

    /// Everything that concerns a device now; null stands for what concerns everyone.
    public Set<@Nullable UUID> scopes(Transaction transaction, Audience reader) {
        Set<@Nullable UUID> scopes = always(reader);
        members.of(transaction, reader.device(), Long.MAX_VALUE).forEach(one -> scopes.add(one.scope()));
        return scopes;
    }

    /// What of that somebody at the device waits for: its venue's, its own, and its people's; no room.
    public Set<UUID> near(Transaction transaction, Audience reader) {
        Set<UUID> near = members.people(transaction, reader.device());
        near.add(reader.venue().value());
        near.add(reader.device().value());
        return near;
    }

    /// What concerns a device from its first day on.
    static Set<@Nullable UUID> always(Audience reader) {
        Set<@Nullable UUID> scopes = new HashSet<>();
        scopes.add(null);
        scopes.add(reader.venue().value());
        scopes.add(reader.device().value());
        return scopes;
    }

    /// The position of the last row of some scopes, 0 if there is none.
    public long lastOf(Transaction transaction, Set<@Nullable UUID> scopes) {
        long last = 0;
        for (Scopes some : Scopes.of(scopes)) {
            last = Math.max(
                    last,
                    transaction
                            .handle()
                            .createQuery("select max(position) from ("
                                    + some.each("select position from feed_change"
                                            + " where :scope order by scope desc, position desc limit 1")
                                    + ") as ends")
                            .bindMap(some.values())
                            .mapTo(Long.class)
                            .findOne()
                            .orElse(0L));
        }
        return last;
    }

    /// Rows of some scopes after a position and up to another, in order. Each scope is read by itself and no further
    /// than needed: what concerns others, however much it is, is not passed by.
    List<Positioned> between(Transaction transaction, Set<@Nullable UUID> scopes, long after, long upTo, int limit) {
        List<Positioned> rows = new ArrayList<>();
        for (Scopes some : Scopes.of(scopes)) {
            rows.addAll(transaction
                    .handle()
                    .createQuery(some.between())
                    .bindMap(some.values())
                    .bind("after", after)
                    .bind("upTo", upTo)
                    .bind("limit", limit)
                    .map((row, _) -> new Positioned(row.getLong("position"), row.getBytes("payload")))
                    .list());
        }
        rows.sort(Comparator.comparingLong(Positioned::position));
        return rows.size() > limit ? rows.subList(0, limit) : rows;
    }

    /// Films and projects after a position, in order: what is anybody's to know.
    public List<Positioned> catalogueAfter(Transaction transaction, long position, int limit) {
        return transaction
                .handle()
                .createQuery("select position, payload from feed_change"
                        + " where position > :position and scope is null"
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

    /// Whoever has not read up to here may have missed something that has left the feed since.
    public long floor(Transaction transaction) {
        return transaction
                .handle()
                .createQuery("select floor from feed_position where id = 1")
                .mapTo(Long.class)
                .one();
    }

    /// The first of a run of positions, which are this transaction's until it ends.
    public static long allot(Transaction transaction, int count) {
        Handle handle = transaction.handle();
        handle.createUpdate("update feed_position set position = position + :count where id = 1")
                .bind("count", count)
                .execute();
        long last = handle.createQuery("select position from feed_position where id = 1")
                .mapTo(Long.class)
                .one();
        return last - count + 1;
    }
}
