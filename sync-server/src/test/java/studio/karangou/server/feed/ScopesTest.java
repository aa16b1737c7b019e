package studio.karangou.server.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.Change;
import studio.karangou.server.db.Sql;

/// Scopes that a device joins while others have long been in them.
class ScopesTest extends OneFeed {
    private static final Audience HERE = new Audience(new DeviceId(new UUID(1, 1)), new VenueId(new UUID(1, 9)));
    private static final Audience THERE = new Audience(new DeviceId(new UUID(2, 1)), new VenueId(new UUID(2, 9)));
    private static final int PAGE = 3;

    @BeforeEach
    void twoDevices() {
        for (Audience one : List.of(HERE, THERE)) {
            database.inTransaction(transaction -> {
                transaction
                        .handle()
                        .execute(
                                "insert into venue (id, name, created_at) values (?, 'Lieu', ?)",
                                one.venue().value(),
                                Sql.time(Instant.EPOCH));
                return transaction
                        .handle()
                        .execute(
                                "insert into device (id, venue, name, profile, signing_key, sealing_key, enrolled_at,"
                                        + " acknowledged, chain_hash) values (?, ?, 'Poste', 'LIEU', ?, ?, ?, 0, ?)",
                                one.device().value(),
                                one.venue().value(),
                                new byte[32],
                                new byte[32],
                                Sql.time(Instant.EPOCH),
                                new byte[32]);
            });
        }
    }

    @Test
    void a_room_is_told_to_those_who_are_in_it_and_to_nobody_else() {
        join(HERE, room(1));
        say(1, 1);
        say(2, 2);

        assertThat(follow(HERE, FeedCursor.at(0)).said).containsExactly(1);
        assertThat(follow(THERE, FeedCursor.at(0)).said).isEmpty();
    }

    @Test
    void who_joins_late_is_told_what_lies_before_in_order_and_then_that_it_has_all_of_it() {
        for (int i = 1; i <= 8; i++) {
            say(i % 2, i);
        }
        Followed before = follow(HERE, FeedCursor.at(0));
        assertThat(before.said).isEmpty();
        FeedCursor stood = everyone(100);
        say(1, 9);
        join(HERE, room(1));
        say(1, 10);

        Followed after = follow(HERE, stood);

        assertThat(after.said).containsExactly(1, 3, 5, 7, 9, 10);
        assertThat(after.joined).containsExactly(room(1).value());
        assertThat(after.toldJoinedAfter).isEqualTo(5);
        assertThat(after.cursor).isEqualTo(FeedCursor.at(end()));
        assertThat(lastOf(HERE)).as("what its line says").isLessThanOrEqualTo(end());
        assertThat(follow(HERE, after.cursor).said).isEmpty();
    }

    @Test
    void what_is_joined_in_the_middle_of_making_up_waits_its_turn_and_is_made_up_for_too() {
        for (int i = 1; i <= 12; i++) {
            say(i % 2, i);
        }
        FeedCursor stood = everyone(100);
        join(HERE, room(0));
        FeedReader.Page first = page(HERE, stood);
        assertThat(first.next().isMakingUp()).isTrue();
        join(HERE, room(1));
        say(0, 13);
        say(1, 14);

        Followed rest = follow(HERE, first.next());

        assertThat(said(first.rows())).containsExactly(2, 4, 6);
        assertThat(rest.said).containsExactlyInAnyOrder(8, 10, 12, 1, 3, 5, 7, 9, 11, 13, 14);
        assertThat(rest.cursor).isEqualTo(FeedCursor.at(end()));
    }

    @Test
    void joining_again_is_no_news_and_an_empty_scope_is_joined_without_a_word() {
        join(HERE, room(1));
        long end = end();
        join(HERE, room(1));
        assertThat(follow(HERE, FeedCursor.at(end)).joined).isEmpty();

        PersonId ama = new PersonId(new UUID(5, 5));
        database.inTransaction(transaction -> {
            feed.join(transaction, HERE.device(), List.of(ama));
            return ama;
        });
        append(new FeedEntry("message/99", ama, message(1, 99)));

        Followed after = follow(HERE, FeedCursor.at(end));
        assertThat(after.joined).isEmpty();
        assertThat(after.said).containsExactly(99);
    }

    @Test
    void a_scope_that_is_dissolved_is_told_to_nobody_any_more() {
        say(1, 1);
        FeedCursor stood = everyone(100);
        join(HERE, room(1));
        database.inTransaction(transaction -> {
            feed.dissolve(transaction, room(1));
            return stood;
        });
        say(1, 2);

        assertThat(follow(HERE, stood).said).isEmpty();
    }

    /// Rooms are written in, joined and read on many threads at once, whose commits are held back for a moment. What
    /// the reader has not met when all is done was skipped.
    @Test
    void a_reader_misses_nothing_of_what_it_joins_however_transactions_overlap() throws Exception {
        int rooms = 5;
        int each = 40;
        AtomicBoolean writing = new AtomicBoolean(true);
        CountDownLatch go = new CountDownLatch(1);
        Followed met = new Followed();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = new ArrayList<>();
            for (int room = 0; room < rooms; room++) {
                int number = room;
                done.add(threads.submit(() -> {
                    go.await(10, TimeUnit.SECONDS);
                    for (int i = 0; i < each; i++) {
                        slowly(number, number * each + i, i == each / 2);
                    }
                    return null;
                }));
            }
            Future<?> following = threads.submit(() -> {
                while (true) {
                    boolean last = !writing.get();
                    read(HERE, met);
                    if (last) {
                        return;
                    }
                }
            });
            go.countDown();
            for (Future<?> writer : done) {
                writer.get(60, TimeUnit.SECONDS);
            }
            writing.set(false);
            following.get(60, TimeUnit.SECONDS);
        }
        assertThat(new HashSet<>(met.said)).hasSize(rooms * each);
        assertThat(met.joined).hasSize(rooms);
    }

    @Test
    void a_page_passes_by_nothing_that_concerns_others() {
        List<FeedEntry> theirs = new ArrayList<>();
        for (int number = 1; number <= 5_000; number++) {
            theirs.add(entry(7, number));
        }
        append(theirs.toArray(FeedEntry[]::new));
        join(HERE, room(1));
        say(1, 6_000);

        String plan = database.inTransaction(transaction -> {
            transaction.handle().execute("analyze");
            Scopes scopes = Scopes.of(feed.scopes(transaction, HERE)).getFirst();
            return String.join(
                            "\n",
                            transaction
                                    .handle()
                                    .createQuery("explain " + scopes.between())
                                    .bindMap(scopes.values())
                                    .bind("after", 0)
                                    .bind("upTo", 10_000)
                                    .bind("limit", 1_001)
                                    .mapTo(String.class)
                                    .list())
                    .toLowerCase(Locale.ROOT);
        });

        assertThat(plan.split("feed_change_by_scope", -1)).as(plan).hasSizeGreaterThanOrEqualTo(5);
        assertThat(plan).doesNotContain("seq scan", "tablescan");
        assertThat(follow(HERE, FeedCursor.at(0)).said).containsExactly(6_000);
    }

    private void slowly(int room, int number, boolean joining) {
        database.inTransaction(transaction -> {
            if (joining) {
                feed.follow(transaction, HERE.device(), List.of(room(room)));
            } else {
                feed.append(transaction, List.of(entry(room, number)));
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1_000_000));
            return number;
        });
        if (joining) {
            slowly(room, number, false);
        }
    }

    /// What a reader has met.
    private static final class Followed {
        private FeedCursor cursor = FeedCursor.at(0);
        private final List<Integer> said = new ArrayList<>();
        private final Set<UUID> joined = new HashSet<>();
        private int toldJoinedAfter;
    }

    private Followed follow(Audience who, FeedCursor from) {
        Followed followed = new Followed();
        followed.cursor = from;
        read(who, followed);
        return followed;
    }

    private void read(Audience who, Followed followed) {
        while (true) {
            FeedReader.Page page = page(who, followed.cursor);
            followed.said.addAll(said(page.rows()));
            for (ChangeFeedStore.Positioned row : page.rows()) {
                if (row.change() instanceof Change.Joined joined) {
                    followed.joined.add(joined.scope());
                    followed.toldJoinedAfter = (int)
                            followed.said.stream().filter(number -> number < 10).count();
                }
            }
            assertThat(page.more() && page.next().equals(followed.cursor))
                    .as("it goes on")
                    .isFalse();
            followed.cursor = page.next();
            if (!page.more()) {
                return;
            }
        }
    }

    private FeedReader.Page page(Audience who, FeedCursor from) {
        return database.inTransaction(
                transaction -> reader.read(transaction, who, from, feed.end(transaction), PAGE, 1_000_000));
    }

    private static List<Integer> said(List<ChangeFeedStore.Positioned> rows) {
        return rows.stream()
                .map(ChangeFeedStore.Positioned::change)
                .filter(Change.MessageShared.class::isInstance)
                .map(change ->
                        (int) ((Change.MessageShared) change).id().value().getLeastSignificantBits())
                .toList();
    }

    private void join(Audience who, FilmId room) {
        database.inTransaction(transaction -> {
            feed.join(transaction, who.device(), List.of(room));
            return room;
        });
    }

    private void say(int room, int number) {
        append(entry(room, number));
    }

    /// Something that is for everyone, and where one stands who has read it.
    private FeedCursor everyone(int number) {
        append(new FeedEntry("film/" + number, null, message(0, 1_000 + number)));
        return FeedCursor.at(end());
    }

    private void append(FeedEntry... entries) {
        database.inTransaction(transaction -> {
            feed.append(transaction, List.of(entries));
            return entries;
        });
    }

    private long end() {
        return database.inTransaction(feed::end);
    }

    private long lastOf(Audience who) {
        return database.inTransaction(transaction -> feed.lastOf(transaction, feed.scopes(transaction, who)));
    }

    private static FeedEntry entry(int room, int number) {
        return new FeedEntry("message/" + number, room(room), message(room, number));
    }

    private static Change.MessageShared message(int room, int number) {
        return new Change.MessageShared(
                new OperationId(new UUID(0, number)), room(room), "Afi", "Bonsoir", Instant.EPOCH);
    }

    private static FilmId room(int number) {
        return new FilmId(new UUID(9, number));
    }
}
