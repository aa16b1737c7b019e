package studio.karangou.server.feature.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.FilmId;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.db.Transaction;

class IngestStoreTest {
    private static final FilmId FILM = new FilmId(new UUID(1, 1));
    private static final UUID NODE = new UUID(2, 2);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final IngestStore store = new IngestStore();

    @TempDir
    private Path folder;

    private @Nullable Database database;

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_job_goes_from_state_to_state_and_never_from_another_one(DatabaseKind kind) {
        open(kind);
        IngestJobId id = add();
        assertThat(job(id).state()).isEqualTo(IngestState.QUEUED);
        assertThat(did(t -> store.progress(t, id, IngestStage.ENCODE, 40))).isFalse();
        assertThat(did(t -> store.done(t, id, NOON))).isFalse();

        assertThat(did(t -> store.begin(t, id, NOON))).isTrue();
        assertThat(did(t -> store.begin(t, id, NOON))).as("a second worker").isFalse();
        assertThat(did(t -> store.progress(t, id, IngestStage.ENCODE, 40))).isTrue();
        assertThat(job(id).remaining(NOON.plusSeconds(40))).contains(Duration.ofSeconds(60));

        assertThat(did(t -> store.fail(t, id, new IngestFailure.Truncated(3, 9), NOON)))
                .isTrue();
        assertThat(job(id).failure()).isEqualTo(new IngestJob.RecordedFailure("ingest.truncated", List.of("3", "9")));

        assertThat(did(t -> store.queueAgain(t, id, IngestState.FAILED, 0))).isTrue();
        assertThat(job(id).failure()).isNull();
        List<IngestJob> queued = in(t -> store.ofNode(t, NODE, IngestState.QUEUED));
        assertThat(queued).hasSize(1);
        in(t -> store.begin(t, id, NOON));
        in(t -> store.progress(t, id, IngestStage.PUBLISH, 99));
        assertThat(did(t -> store.cancel(t, id, NOON)))
                .as("publishing cannot be cancelled")
                .isFalse();
        assertThat(did(t -> store.done(t, id, NOON))).isTrue();
        assertThat(job(id).percent()).isEqualTo(100);
    }

    @ParameterizedTest
    @EnumSource
    void uploads_of_one_film_at_the_same_moment_get_revisions_of_their_own(DatabaseKind kind) {
        open(kind);
        List<Future<IngestJobId>> adding;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            adding = IntStream.range(0, 5)
                    .mapToObj(i -> threads.submit(this::add))
                    .toList();
        }
        List<IngestJobId> ids = adding.stream().map(Future::resultNow).toList();
        assertThat(ids).extracting(id -> job(id).revision()).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @EnumSource
    void a_failed_job_that_is_cancelled_keeps_its_reason_and_comes_back_no_more(DatabaseKind kind) {
        open(kind);
        IngestJobId id = failedAt(NOON);

        assertThat(did(t -> store.cancel(t, id, NOON))).isTrue();

        assertThat(job(id).state()).isEqualTo(IngestState.CANCELLED);
        assertThat(job(id).failure()).isEqualTo(new IngestJob.RecordedFailure("ingest.timed-out", List.of()));
        assertThat(did(t -> store.queueAgain(t, id, IngestState.FAILED, 0))).isFalse();
        assertThat(did(t -> store.cancel(t, id, NOON))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void only_what_this_node_failed_at_long_ago_is_given_up(DatabaseKind kind) {
        open(kind);
        IngestJobId old = failedAt(NOON.minusSeconds(1));
        IngestJobId young = failedAt(NOON);
        IngestJobId waiting = add();

        int ofAnother = in(t -> store.giveUp(t, new UUID(9, 9), NOON, NOON));
        int ofThis = in(t -> store.giveUp(t, NODE, NOON, NOON.plusSeconds(9)));
        assertThat(List.of(ofAnother, ofThis)).containsExactly(0, 1);

        assertThat(List.of(job(old).state(), job(young).state(), job(waiting).state()))
                .containsExactly(IngestState.CANCELLED, IngestState.FAILED, IngestState.QUEUED);
        IngestJobId stranger = new IngestJobId(UUID.randomUUID());
        Set<IngestJobId> over = in(t -> store.over(t, List.of(old, young, waiting, stranger)));
        Set<IngestJobId> ofNone = in(t -> store.over(t, List.of()));
        assertThat(over).containsExactly(old);
        assertThat(ofNone).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void jobs_are_listed_latest_first_and_each_once_over_pages(DatabaseKind kind) {
        open(kind);
        List<IngestJobId> added = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            IngestJobId id = new IngestJobId(new UUID(0x0199_0000_0000_7000L + i, 0x8000_0000_0000_0000L | 7919L * i));
            in(t -> {
                store.add(t, id, FILM, NODE, NOON);
                return id;
            });
            added.addFirst(id);
        }

        List<IngestJobId> listed = new ArrayList<>();
        @Nullable IngestJobId after = null;
        for (int page = 0; page < 3; page++) {
            @Nullable IngestJobId from = after;
            List<IngestJob> found = in(t -> store.latest(t, from, 2));
            found.forEach(job -> listed.add(job.id()));
            after = found.getLast().id();
        }

        assertThat(listed).isEqualTo(added);
    }

    private IngestJobId failedAt(Instant when) {
        IngestJobId id = add();
        in(t -> store.begin(t, id, NOON));
        in(t -> store.fail(t, id, new IngestFailure.TimedOut(), when));
        return id;
    }

    private void open(DatabaseKind kind) {
        database = Database.open(kind.fresh(folder), new SimpleMeterRegistry());
    }

    private IngestJobId add() {
        IngestJobId id = new IngestJobId(UUID.randomUUID());
        return in(t -> {
            store.add(t, id, FILM, NODE, NOON);
            return id;
        });
    }

    private IngestJob job(IngestJobId id) {
        return in(t -> store.find(t, id)).orElseThrow();
    }

    private boolean did(Predicate<Transaction> work) {
        return database.inTransaction(work::test);
    }

    private <T> T in(Function<Transaction, T> work) {
        return database.inTransaction(work);
    }
}
