package studio.karangou.server.feature.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.VenueId;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.DatabaseFailure;
import studio.karangou.server.db.Surroundings;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feed.ChangeFeedStore;
import studio.karangou.server.feed.FeedEpoch;
import studio.karangou.server.feed.FeedSignal;
import studio.karangou.server.feed.Growth;
import studio.karangou.server.http.DeviceCaller;
import studio.karangou.server.http.Line;
import studio.karangou.server.http.LineListener;
import studio.karangou.server.http.RequestFailure;

/// What becomes of lines while the database is in trouble.
class LiveLinesTest {
    private static final DeviceCaller DEVICE =
            new DeviceCaller(new DeviceId(new UUID(7, 1)), new VenueId(new UUID(7, 2)));

    /// How many statements go wrong from now on.
    private final AtomicInteger failures = new AtomicInteger();

    private final Database database =
            Database.inMemory("live-" + UUID.randomUUID(), new SimpleMeterRegistry(), new Surroundings() {
                @Override
                public void beforeAnotherTry(Duration longest) {}

                @Override
                public void beforeStatement(boolean writes) {
                    int left = failures.getAndUpdate(count -> Math.max(0, count - 1));
                    if (left > 0) { // a lost connection, and what nobody thought of
                        throw left % 2 == 0
                                ? new FailureException(new DatabaseFailure.Unavailable())
                                : new IllegalStateException("in trouble");
                    }
                }
            });
    private final Signal signal = new Signal();
    private final Words words = new Words();
    private LiveLines lines;

    @AfterEach
    void close() {
        lines.close();
        database.close();
    }

    @Test
    void what_could_not_be_told_is_told_when_the_database_is_back() throws InterruptedException {
        open(_ -> {}, Duration.ofHours(1));
        assertThat(words.next()).contains("e.0");

        failures.set(2);
        signal.grow(3);

        assertThat(words.next()).contains("e.3");
        assertThat(failures).hasValue(0);
    }

    @Test
    void a_line_that_is_opened_while_the_database_is_away_says_where_the_feed_is_later() throws InterruptedException {
        failures.set(3);
        open(_ -> {}, Duration.ofHours(1));

        assertThat(words.next()).contains("e.0");
        assertThat(failures).hasValue(0);
    }

    @Test
    void a_line_is_kept_when_its_device_cannot_be_looked_up_and_ended_when_it_is_shut_out()
            throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        List<RuntimeException> answers = List.of(
                new FailureException(new DatabaseFailure.Unavailable()),
                new IllegalStateException("in trouble"),
                new RequestFailure.NotPermitted().asException());
        open(
                _ -> {
                    throw answers.get(asked.getAndIncrement());
                },
                Duration.ofMillis(1));

        assertThat(words.end()).isEqualTo(Line.REFUSED);
        assertThat(asked).hasValue(answers.size());
    }

    @Test
    void a_device_that_asks_by_itself_is_not_asked_until_it_falls_silent() throws InterruptedException {
        AtomicInteger checked = new AtomicInteger();
        AtomicInteger askedMeanwhile = new AtomicInteger();
        words.answers = false;
        open(
                _ -> {
                    if (checked.incrementAndGet() < 5) {
                        words.listener.join().asks();
                        askedMeanwhile.set(words.asked.get());
                    }
                },
                Duration.ofMillis(1));

        assertThat(words.end()).isEqualTo(Line.GOING_AWAY);
        assertThat(askedMeanwhile).as("before it was heard the first time").hasValueLessThanOrEqualTo(1);
        assertThat(words.asked).hasValue(askedMeanwhile.get() + 1);
    }

    private void open(Consumer<DeviceId> good, Duration pause) {
        FeedEpoch epoch = new FeedEpoch() {
            @Override
            public String current(Transaction transaction) {
                return transaction
                        .handle()
                        .createQuery("select 'e'")
                        .mapTo(String.class)
                        .one();
            }

            @Override
            public void close() {}
        };
        lines = new LiveLines(
                new LiveLines.Ground(database, new ChangeFeedStore(), epoch, signal, good, 10, pause),
                new SimpleMeterRegistry());
        lines.start();
        words.listener.complete(lines.opened(DEVICE, words));
    }

    /// Says that the feed grew, when it is told to.
    private static final class Signal implements FeedSignal {
        private volatile Consumer<Growth> grown = _ -> {};

        void grow(long position) {
            grown.accept(new Growth(position, Map.of()));
        }

        @Override
        public void grew(Transaction transaction, Growth growth) {}

        @Override
        public void tell(Consumer<Growth> told, Runnable missed) {
            grown = told;
        }

        @Override
        public void close() {}
    }

    /// The other end of a line, which answers.
    private static final class Words implements Line {
        private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
        private final BlockingQueue<Integer> ended = new LinkedBlockingQueue<>();
        private final AtomicInteger asked = new AtomicInteger();
        private volatile boolean answers = true;
        private final CompletableFuture<LineListener> listener = new CompletableFuture<>();

        String next() throws InterruptedException {
            return String.valueOf(said.poll(30, TimeUnit.SECONDS));
        }

        Integer end() throws InterruptedException {
            return ended.poll(30, TimeUnit.SECONDS);
        }

        @Override
        public void say(String text) {
            said.add(text);
        }

        @Override
        public void ask() {
            asked.incrementAndGet();
            if (answers) {
                listener.join().alive();
            }
        }

        @Override
        public void end(int code, String reason) {
            ended.add(code);
            listener.join().over();
        }
    }
}
