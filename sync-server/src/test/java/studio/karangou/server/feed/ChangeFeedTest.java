package studio.karangou.server.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.Change;
import studio.karangou.server.feed.ChangeFeedStore.Positioned;

class ChangeFeedTest extends OneFeed {
    private static final VenueId HERE = new VenueId(new UUID(1, 1));
    private static final VenueId THERE = new VenueId(new UUID(2, 2));

    @Test
    void what_changed_again_is_told_once_and_last() {
        append(contribution(1, ContributionState.AWAITING_PAYMENT));
        append(contribution(2, ContributionState.AWAITING_PAYMENT));
        append(contribution(1, ContributionState.CONFIRMED));

        assertThat(all(HERE))
                .containsExactly(change(2, ContributionState.AWAITING_PAYMENT), change(1, ContributionState.CONFIRMED));
    }

    @Test
    void what_changed_twice_in_one_transaction_is_told_as_it_was_last() {
        append(
                contribution(1, ContributionState.AWAITING_PAYMENT),
                contribution(2, ContributionState.AWAITING_PAYMENT),
                contribution(1, ContributionState.CONFIRMED));

        assertThat(all(HERE))
                .containsExactly(change(2, ContributionState.AWAITING_PAYMENT), change(1, ContributionState.CONFIRMED));
    }

    @Test
    void what_concerns_one_venue_is_told_to_it_alone() {
        append(contribution(1, ContributionState.CONFIRMED));

        assertThat(all(HERE)).hasSize(1);
        assertThat(all(THERE)).isEmpty();
    }

    @Test
    void a_transaction_that_failed_tells_nothing() {
        try {
            database.inTransaction(transaction -> {
                feed.append(transaction, List.of(contribution(1, ContributionState.CONFIRMED)));
                throw new IllegalStateException("on purpose");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("on purpose");
        }
        append(contribution(2, ContributionState.CONFIRMED));

        assertThat(all(HERE)).containsExactly(change(2, ContributionState.CONFIRMED));
    }

    /// Writers append in transactions that commit in any order, some only after others that began later;
    /// a reader follows by cursor all the while. Whatever it has not met when the last one is done was skipped.
    @Test
    void a_reader_that_follows_by_cursor_misses_nothing_however_transactions_overlap() throws Exception {
        int writers = 6;
        int each = 60;
        AtomicBoolean writing = new AtomicBoolean(true);
        CountDownLatch go = new CountDownLatch(1);
        Set<Integer> met = new TreeSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int first = writer * each;
                done.add(threads.submit(() -> {
                    go.await(10, TimeUnit.SECONDS);
                    for (int i = 0; i < each; i++) {
                        appendSlowly(first + i);
                    }
                    return null;
                }));
            }
            Future<?> reader = threads.submit(() -> follow(met, writing));
            go.countDown();
            for (Future<?> writer : done) {
                writer.get(60, TimeUnit.SECONDS);
            }
            writing.set(false);
            reader.get(60, TimeUnit.SECONDS);
        }
        assertThat(met).hasSize(writers * each);
    }

    /// Two changes a transaction, the commit held back for a moment, as a slow disk would.
    private void appendSlowly(int number) {
        database.inTransaction(transaction -> {
            feed.append(transaction, List.of(contribution(number, ContributionState.CONFIRMED)));
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(2_000_000));
            return number;
        });
    }

    private void follow(Set<Integer> met, AtomicBoolean writing) {
        long cursor = 0;
        boolean last = false;
        while (true) {
            long from = cursor;
            List<Positioned> page = database.inTransaction(transaction -> {
                        long end = feed.end(transaction);
                        return reader.read(transaction, at(HERE), FeedCursor.at(from), end, 7, 100_000);
                    })
                    .rows();
            for (Positioned row : page) {
                Change.ContributionChanged change = (Change.ContributionChanged) row.change();
                met.add((int) change.id().value().getLeastSignificantBits());
                cursor = row.position();
            }
            if (page.isEmpty()) {
                if (last) {
                    return;
                }
                last = !writing.get();
            }
        }
    }

    private void append(FeedEntry... entries) {
        database.inTransaction(transaction -> {
            feed.append(transaction, List.of(entries));
            return entries;
        });
    }

    private List<Change> all(VenueId venue) {
        return database
                .inTransaction(transaction ->
                        reader.read(transaction, at(venue), FeedCursor.at(0), feed.end(transaction), 1_000, 1_000_000))
                .rows()
                .stream()
                .map(Positioned::change)
                .toList();
    }

    private static Audience at(VenueId venue) {
        return new Audience(new DeviceId(new UUID(3, 3)), venue);
    }

    private static FeedEntry contribution(int number, ContributionState state) {
        Change.ContributionChanged change = change(number, state);
        return FeedEntry.contribution(change.id(), HERE, change);
    }

    private static Change.ContributionChanged change(int number, ContributionState state) {
        return new Change.ContributionChanged(new OperationId(new UUID(0, number)), state);
    }
}
