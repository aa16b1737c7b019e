package studio.karangou.server.feature.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.karangou.server.feature.ingest.TestFilms.FAST;
import static studio.karangou.server.feature.ingest.TestFilms.picture;
import static studio.karangou.server.feature.ingest.TestFilms.tone;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.server.app.TestClock;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.DatabaseSettings;
import studio.karangou.server.feature.ingest.FilmPublisher.PreparedFilm;
import studio.karangou.server.storage.FolderStore;
import studio.karangou.server.storage.LimitedStore;

class IngestServiceTest {
    private static final FilmId FILM = new FilmId(new UUID(3, 5));
    private static final int UPLOAD_LIMIT = 16 << 20;
    private static final Duration KEEP_FAILED = Duration.ofDays(14);
    private static final LanguageTag EWE = new LanguageTag("ee");

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private final PublisherFake publisher = new PublisherFake();
    private TestFilms films;
    private Database database;
    private LimitedStore objects;
    private IngestService service;

    @BeforeEach
    void open() {
        films = new TestFilms(folder);
        objects = new LimitedStore(new FolderStore(folder.resolve("objects"), new UUID(0, 1)), Long.MAX_VALUE / 2);
        start();
        publisher.announce(FILM, "fr");
    }

    @AfterEach
    void close() {
        service.close();
        database.close();
    }

    @Test
    void an_uploaded_film_is_prepared_and_published_with_what_was_given_for_it() throws IOException {
        Path poster = films.make(picture("300x400", "1", "1") + " -frames:v 1 ", "poster.png");
        service.keepPoster(FILM, Files.readAllBytes(poster));
        service.keepSubtitles(FILM, EWE, "1\n00:00:01,000 --> 00:00:02,000\nWoezɔ\n".getBytes(UTF_8));

        IngestJobId job = upload(film("2"));
        awaitState(job, IngestState.DONE);

        PreparedFilm prepared = publisher.published(FILM);
        assertThat(prepared).isNotNull();
        assertThat(prepared.manifest().revision()).isEqualTo(1);
        assertThat(prepared.spoken()).extracting(LanguageTag::tag).containsExactly("fr");
        assertThat(prepared.subtitles()).containsExactly(EWE);
        assertThat(objects.open(prepared.poster(), 0)).hasBinaryContent(Files.readAllBytes(poster));
        assertThat(prepared.manifest().storyboard()).isNotNull();
        assertThat(service.job(job).percent()).isEqualTo(100);
        await(() -> leftOver().isEmpty());

        IngestJobId again = upload(film("1.5"));
        awaitState(again, IngestState.DONE);
        assertThat(publisher.published(FILM).manifest().revision()).isEqualTo(2);
        assertThat(publisher.published(FILM).key().export())
                .as("what is on the disks of venues stays good")
                .isEqualTo(prepared.key().export());
    }

    @Test
    void a_file_that_is_no_film_fails_with_its_reason_and_is_not_kept() throws IOException {
        IngestJobId job = upload(Files.writeString(folder.resolve("letter.mp4"), "Chère Afi,\n"));
        awaitState(job, IngestState.FAILED);

        assertThat(service.job(job).failure()).isEqualTo(new IngestJob.RecordedFailure("ingest.not-a-film", List.of()));
        await(() -> leftOver().isEmpty());
        assertFailure(() -> service.retry(job), new IngestFailure.SourceLost());
    }

    @Test
    void a_preparation_that_dies_says_so_and_the_next_is_done() throws IOException {
        publisher.dies(true);
        IngestJobId job = upload(film("2"));
        awaitState(job, IngestState.FAILED);
        assertThat(service.job(job).failure().code()).isEqualTo("ingest.unexpected");

        publisher.dies(false);
        awaitState(upload(film("2")), IngestState.DONE);
    }

    @Test
    void a_full_disk_keeps_the_source_and_a_retry_goes_on_once_there_is_room() throws IOException {
        objects.makeRoom(30_000 - Long.MAX_VALUE / 2);
        IngestJobId job = upload(film("2"));
        awaitState(job, IngestState.FAILED);
        assertThat(service.job(job).failure().code()).isEqualTo("storage.disk-full");
        assertThat(publisher.published(FILM)).isNull();

        objects.makeRoom(1L << 40);
        service.retry(job);
        awaitState(job, IngestState.DONE);
        assertThat(publisher.published(FILM)).isNotNull();
        await(() -> leftOver().isEmpty());
    }

    @Test
    void a_failed_job_that_is_cancelled_frees_its_file() throws IOException {
        IngestJobId job = failedWithItsFileKept();

        service.cancel(job);

        assertThat(service.job(job).state()).isEqualTo(IngestState.CANCELLED);
        assertThat(leftOver()).isEmpty();
        assertFailure(() -> service.retry(job), new IngestFailure.SourceLost());
        assertFailure(() -> service.cancel(job), new IngestFailure.WrongState());
    }

    @Test
    void a_failed_job_is_given_up_once_its_time_is_over_and_not_before() throws IOException {
        IngestJobId job = failedWithItsFileKept();

        clock.advance(KEEP_FAILED);
        service.tidy();
        assertThat(service.job(job).state()).isEqualTo(IngestState.FAILED);
        assertThat(leftOver()).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        service.tidy();
        assertThat(service.job(job).state()).isEqualTo(IngestState.CANCELLED);
        assertThat(service.job(job).failure().code()).isEqualTo("storage.disk-full");
        assertThat(leftOver()).isEmpty();
    }

    @Test
    void a_server_that_was_off_for_long_gives_up_at_its_start() throws IOException {
        IngestJobId job = failedWithItsFileKept();
        service.close();
        clock.advance(KEEP_FAILED.plusDays(1));

        start();

        assertThat(service.job(job).state()).isEqualTo(IngestState.CANCELLED);
        assertThat(leftOver()).isEmpty();
    }

    @Test
    void what_was_cancelled_at_another_node_is_freed_here_and_an_upload_under_way_is_not() throws IOException {
        IngestJobId job = failedWithItsFileKept();
        Path arriving = folder.resolve("ingest/sources").resolve(UUID.randomUUID() + ".film");
        Files.write(arriving, new byte[9]); // all there, but not yet in the table
        Path strange = Files.write(folder.resolve("ingest/sources/lisez-moi.film"), new byte[1]);
        database.inTransaction(transaction -> new IngestStore().cancel(transaction, job, clock.instant()));

        service.tidy();

        assertThat(leftOver()).containsExactlyInAnyOrder(arriving, strange);
    }

    private IngestJobId failedWithItsFileKept() throws IOException {
        objects.makeRoom(30_000 - Long.MAX_VALUE / 2);
        IngestJobId job = upload(film("2"));
        awaitState(job, IngestState.FAILED);
        await(() -> leftOver().size() == 1);
        return job;
    }

    @Test
    void a_running_job_is_cancelled_and_leaves_nothing() throws IOException {
        IngestJobId job = upload(longFilm());
        await(() -> service.job(job).stage() == IngestStage.ENCODE);

        service.cancel(job);

        assertThat(service.job(job).state()).isEqualTo(IngestState.CANCELLED);
        await(() -> leftOver().isEmpty());
        assertThat(publisher.published(FILM)).isNull();
        assertFailure(() -> service.cancel(job), new IngestFailure.WrongState());
        assertFailure(() -> service.retry(job), new IngestFailure.SourceLost());
    }

    @Test
    void a_waiting_job_is_cancelled_without_being_begun() throws IOException {
        CountDownLatch latch = new CountDownLatch(1);
        publisher.holdAt(latch);
        IngestJobId first = upload(film("1.5"));
        IngestJobId second = upload(film("1.2"));
        await(() -> service.job(first).state() == IngestState.RUNNING);

        service.cancel(second);
        latch.countDown();

        awaitState(first, IngestState.DONE);
        assertThat(service.job(second).state()).isEqualTo(IngestState.CANCELLED);
        assertThat(service.job(second).attempts()).isZero();
        await(() -> leftOver().isEmpty());
    }

    @Test
    void a_job_that_ran_when_the_server_stopped_begins_anew() throws IOException {
        IngestJobId job = upload(longFilm());
        await(() -> service.job(job).stage() == IngestStage.ENCODE);

        service.close();

        assertThat(service.job(job).state()).isEqualTo(IngestState.QUEUED);
        assertThat(service.job(job).attempts()).isZero();
        start();
        await(() -> service.job(job).stage() == IngestStage.ENCODE);
        service.cancel(job);
    }

    @Test
    void a_job_that_ran_when_the_server_crashed_begins_anew_and_the_rest_is_swept() throws IOException {
        IngestJobId job = crashDuring(film("1.5"), 1);
        Files.write(folder.resolve("ingest/sources/half.part"), new byte[9]);
        Files.createDirectories(folder.resolve("ingest/work/old"));

        start();

        awaitState(job, IngestState.DONE);
        assertThat(service.job(job).attempts()).isEqualTo(2);
        assertThat(publisher.published(FILM)).isNotNull();
        await(() -> leftOver().isEmpty());
        assertThat(folder.resolve("ingest/work/old")).doesNotExist();
    }

    @Test
    void a_film_that_brings_the_server_down_each_time_is_given_up_and_kept() throws IOException {
        IngestJobId job = crashDuring(film("1.5"), 3);

        start();

        assertThat(service.job(job).failure()).isEqualTo(new IngestJob.RecordedFailure("ingest.gave-up", List.of("3")));
        service.retry(job);
        awaitState(job, IngestState.DONE);
    }

    /// What is left when the server dies: a job that runs in the table, its file, and nobody who works at it.
    private IngestJobId crashDuring(Path file, int attempts) throws IOException {
        service.close();
        IngestJobId job = upload(file);
        IngestStore store = new IngestStore();
        for (int i = 1; i <= attempts; i++) {
            database.inTransaction(transaction -> store.begin(transaction, job, Instant.EPOCH));
            int begun = i;
            if (i < attempts) {
                database.inTransaction(transaction -> store.queueAgain(transaction, job, IngestState.RUNNING, begun));
            }
        }
        return job;
    }

    private Path longFilm() {
        return films.make(
                picture("640x360", "30", "60") + " -c:v libx264 -preset ultrafast -crf 40 -pix_fmt yuv420p ",
                "long.mp4");
    }

    @Test
    void an_upload_that_is_cut_empty_or_too_large_is_not_kept() {
        byte[] film = new byte[1000];
        assertFailure(
                () -> service.upload(FILM, new ByteArrayInputStream(film), OptionalLong.of(1001)),
                new IngestFailure.UploadCut(1000, 1001));
        assertFailure(
                () -> service.upload(FILM, InputStream.nullInputStream(), OptionalLong.of(0)),
                new IngestFailure.EmptyFile());
        assertFailure(
                () -> service.upload(FILM, new ByteArrayInputStream(new byte[UPLOAD_LIMIT + 1]), OptionalLong.empty()),
                new IngestFailure.TooLarge(UPLOAD_LIMIT));
        assertFailure(
                () -> service.upload(new FilmId(new UUID(0, 0)), new ByteArrayInputStream(film), OptionalLong.empty()),
                new IngestFailure.UnknownFilm());
        await(() -> leftOver().isEmpty());
    }

    @Test
    void what_is_no_poster_is_refused() throws IOException {
        assertFailure(() -> service.keepPoster(FILM, new byte[] {1, 2, 3}), new IngestFailure.NotAPoster());
        byte[] film = Files.readAllBytes(film("1"));
        assertFailure(() -> service.keepPoster(FILM, film), new IngestFailure.NotAPoster());
        await(() -> leftOver().isEmpty());
    }

    private void start() {
        database = database == null
                ? Database.open(new DatabaseSettings.H2(folder.resolve("db"), 4), new SimpleMeterRegistry())
                : database;
        service = new IngestService(
                new IngestService.Settings(folder.resolve("ingest"), UPLOAD_LIMIT, 1, KEEP_FAILED),
                database,
                objects,
                publisher,
                TestFilms.FFMPEG,
                clock);
        service.start();
    }

    private Path film(String seconds) {
        return films.make(picture("160x90", "12", seconds) + tone(440, seconds) + FAST, "film-" + seconds + ".mp4");
    }

    private IngestJobId upload(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return service.upload(FILM, in, OptionalLong.of(Files.size(file)));
        }
    }

    /// Files of uploads and of work; the node's own name and kept materials are no left-overs.
    private List<Path> leftOver() {
        try (Stream<Path> all = Files.walk(folder.resolve("ingest"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("node"))
                    .filter(file -> !file.toString().matches(".*/materials/[^/]+/.*"))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(folder); // a file went while we looked: look again
        }
    }

    private void awaitState(IngestJobId job, IngestState state) {
        await(() -> switch (service.job(job).state()) {
            case QUEUED, RUNNING -> false;
            case DONE, FAILED, CANCELLED -> true;
        });
        assertThat(service.job(job))
                .extracting(IngestJob::state, IngestJob::failure)
                .startsWith(state);
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for a minute").isLessThan(until);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static void assertFailure(ThrowingCallable work, Failure expected) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(expected));
    }
}
