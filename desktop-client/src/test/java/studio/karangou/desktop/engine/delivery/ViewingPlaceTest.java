package studio.karangou.desktop.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.feature.player.Elsewhere;
import studio.karangou.desktop.feature.player.PlaybackFailure;

/// A place among those that a person may watch at a time: asked for beside the film, and never in its way.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ViewingPlaceTest {
    private static final FilmId FILM = new FilmId(new UUID(9, 9));
    private static final Elsewhere OTHER = new Elsewhere(new UUID(8, 8), "Yeelen", "Salle", java.time.Instant.EPOCH);

    private final AtomicLong nanos = new AtomicLong();
    private final Server server = new Server();
    private final ViewingPlace place = new ViewingPlace(server, FILM, nanos::get);

    /// A server that says what it is told to.
    private static final class Server implements Places {
        private final List<UUID> asked = new CopyOnWriteArrayList<>();
        private final List<UUID> ended = new CopyOnWriteArrayList<>();
        private volatile CountDownLatch open = new CountDownLatch(0);
        private volatile boolean counts = true;
        private volatile boolean silent;
        private volatile @Nullable Failure refusal;

        @Override
        public boolean counts() {
            return counts;
        }

        @Override
        public Optional<Failure> take(UUID showing, FilmId film) {
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            asked.add(showing);
            if (silent) {
                throw new ServerFailure.Unreachable().asException();
            }
            return Optional.ofNullable(refusal);
        }

        @Override
        public void end(UUID viewing) {
            ended.add(viewing);
            refusal = null;
        }
    }

    @Test
    void it_is_asked_for_beside_the_film_once_a_minute_and_given_back() {
        server.open = new CountDownLatch(1);
        place.needed();
        place.needed();
        assertThat(place.refusal()).as("nobody waits for the answer").isNull();
        server.open.countDown();
        until(() -> server.asked.size() == 1);
        settle(2);
        settle(3);
        assertThat(server.asked).containsOnly(server.asked.getFirst());

        place.close();
        until(() -> server.ended.equals(List.of(server.asked.getFirst())));
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        place.needed();
        assertThat(server.asked).hasSize(3);
    }

    @Test
    void where_there_is_none_the_film_waits_until_another_viewing_is_ended() {
        server.refusal = new PlaybackFailure.TooManyViewings(List.of(OTHER));
        place.needed();
        until(() -> place.refusal() != null);
        assertThat(place.refusal()).isEqualTo(server.refusal);

        place.again(OTHER.viewing());

        until(() -> place.refusal() == null);
        assertThat(server.ended).containsExactly(OTHER.viewing());
    }

    @Test
    void a_viewing_that_was_ended_elsewhere_goes_on_only_when_a_person_wants_it() {
        place.needed();
        until(() -> server.asked.size() == 1);
        server.refusal = new PlaybackFailure.ViewingEnded();
        settle(2);
        until(() -> place.refusal() instanceof PlaybackFailure.ViewingEnded);
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        place.needed();
        assertThat(server.asked).hasSize(2);

        server.refusal = null;
        place.again(null);
        until(() -> server.asked.size() == 3);
        assertThat(place.refusal()).isNull();
        assertThat(server.asked.getLast()).as("it is another viewing").isNotEqualTo(server.asked.getFirst());
    }

    @Test
    void a_server_that_does_not_answer_never_stops_a_film() {
        server.refusal = new PlaybackFailure.TooManyViewings(List.of(OTHER));
        place.needed();
        until(() -> place.refusal() != null);
        server.silent = true;
        settle(2);
        until(() -> place.refusal() == null);
    }

    @Test
    void who_is_not_counted_asks_for_nothing() {
        server.counts = false;
        place.needed();
        place.close();
        assertThat(server.asked).isEmpty();
        assertThat(place.refusal()).isNull();
    }

    /// Goes on until the server was asked so many times in all.
    private void settle(int times) {
        until(() -> {
            nanos.addAndGet(Duration.ofSeconds(20).toNanos());
            place.needed();
            return server.asked.size() >= times;
        });
    }

    private static void until(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            Thread.yield();
        }
    }
}
