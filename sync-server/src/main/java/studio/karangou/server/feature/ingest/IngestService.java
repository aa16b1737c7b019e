package studio.karangou.server.feature.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Uuid7;
import studio.karangou.server.db.Database;
import studio.karangou.server.storage.ObjectStore;
import studio.karangou.server.storage.StorageFailure;

/// Takes films in: receives files, queues their preparation, tells how far it is.
public final class IngestService implements AutoCloseable {
    /// Bytes of a poster that is given.
    public static final int POSTER_BYTES = 8 * 1024 * 1024;
    /// Bytes of a subtitle file that is given.
    public static final int SUBTITLES_BYTES = Subtitles.MOST_BYTES;

    private static final Logger LOG = LoggerFactory.getLogger(IngestService.class);
    private static final int MOST_ATTEMPTS = 3;
    private static final int PAGE = 50;

    private final Database database;
    private final IngestStore store = new IngestStore();
    private final SourceFolder folder;
    private final Materials materials;
    private final FilmPublisher publisher;
    private final Pictures pictures;
    private final IngestRunner runner;
    private final InstantSource clock;
    private final Uuid7 ids;
    private final Duration keepFailed;

    /// @param folder for sources and work, of this node alone
    /// @param uploadLimit bytes of one film at most
    /// @param parallel how many films are prepared at a time
    /// @param keepFailed how long the file of a preparation that failed waits for another try
    public record Settings(Path folder, long uploadLimit, int parallel, Duration keepFailed) {
        /// One film at a time, up to 64 GiB, kept for two weeks.
        public static Settings in(Path folder) {
            return new Settings(folder, 64L << 30, 1, Duration.ofDays(14));
        }
    }

    /// A page of jobs.
    ///
    /// @param next the last one, if there are more behind it
    public record JobPage(List<IngestJob> jobs, @Nullable IngestJobId next) {}

    public IngestService(
            Settings settings,
            Database database,
            ObjectStore objects,
            FilmPublisher publisher,
            Ffmpeg ffmpeg,
            InstantSource clock) {
        this.database = database;
        this.publisher = publisher;
        this.clock = clock;
        ids = new Uuid7(clock);
        folder = new SourceFolder(settings.folder, settings.uploadLimit);
        materials = new Materials(settings.folder.resolve("materials"));
        pictures = new Pictures(ffmpeg, objects);
        keepFailed = settings.keepFailed;
        runner = new IngestRunner(
                database,
                store,
                folder,
                new FilmWorkflow(ffmpeg, objects, materials),
                publisher,
                clock,
                settings.parallel);
    }

    /// Takes up what was under way when the server stopped or crashed, then waits for films.
    /// Called once, before any request.
    public void start() {
        UUID node = folder.node();
        List<IngestJob> queued = left();
        List<IngestJob> failed =
                database.inTransaction(transaction -> store.ofNode(transaction, node, IngestState.FAILED));
        Set<IngestJobId> named = new HashSet<>();
        queued.forEach(job -> named.add(job.id()));
        failed.forEach(job -> named.add(job.id()));
        try {
            folder.sweep(named);
        } catch (IOException e) {
            throw new FailureException(new StorageFailure.Broken(), e);
        }
        queued.forEach(job -> runner.enqueue(job.id()));
        tidy();
        if (!queued.isEmpty()) {
            LOG.info("{} preparations are taken up again", queued.size());
        }
    }

    /// Jobs of this node that nobody here works at, queued again if they ran.
    private List<IngestJob> left() {
        UUID node = folder.node();
        List<IngestJob> queued = database.inTransaction(transaction -> {
            for (IngestJob job : store.ofNode(transaction, node, IngestState.RUNNING)) {
                if (runner.has(job.id())) {
                    continue;
                }
                if (job.attempts() >= MOST_ATTEMPTS) {
                    store.fail(transaction, job.id(), new IngestFailure.GaveUp(job.attempts()), clock.instant());
                } else {
                    store.queueAgain(transaction, job.id(), IngestState.RUNNING, job.attempts());
                }
            }
            return store.ofNode(transaction, node, IngestState.QUEUED);
        });
        return queued.stream().filter(job -> !runner.has(job.id())).toList();
    }

    /// Takes up what was left lying. Gives up what failed too long ago, and frees the disk of the files of all jobs of
    /// this node that are over.
    /// Done again and again: a job may be cancelled at another node, which cannot reach the file.
    public void tidy() {
        left().forEach(job -> runner.enqueue(job.id()));
        Instant now = clock.instant();
        int givenUp = database.inTransaction(
                transaction -> store.giveUp(transaction, folder.node(), now.minus(keepFailed), now));
        if (givenUp > 0) {
            LOG.info("{} preparations that failed long ago are given up", givenUp);
        }
        try {
            List<IngestJobId> here = folder.jobs();
            Set<IngestJobId> over = database.inTransaction(transaction -> store.over(transaction, here));
            over.forEach(this::deleteSource);
        } catch (IOException e) {
            throw new FailureException(new StorageFailure.Broken(), e);
        }
    }

    /// Receives a film's file and queues its preparation.
    ///
    /// @param declared length in bytes, empty if the sender did not say
    /// @throws FailureException with an [IngestFailure] or [StorageFailure]; then nothing was kept
    public IngestJobId upload(FilmId film, InputStream file, OptionalLong declared) {
        requireAnnounced(film);
        IngestJobId job = new IngestJobId(ids.next());
        folder.receive(job, file, declared);
        database.inTransaction(transaction -> {
            store.add(transaction, job, film, folder.node(), clock.instant());
            return job;
        });
        runner.enqueue(job);
        return job;
    }

    /// A job as it stands now.
    ///
    /// @throws FailureException with [IngestFailure.UnknownJob]
    public IngestJob job(IngestJobId id) {
        return database.inTransaction(transaction -> store.find(transaction, id))
                .orElseThrow(() -> new IngestFailure.UnknownJob().asException());
    }

    /// The latest jobs of all nodes.
    ///
    /// @param after `next` of the page before, null for the first
    public JobPage jobs(@Nullable IngestJobId after) {
        List<IngestJob> found = database.inTransaction(transaction -> store.latest(transaction, after, PAGE + 1));
        return found.size() <= PAGE
                ? new JobPage(found, null)
                : new JobPage(found.subList(0, PAGE), found.get(PAGE - 1).id());
    }

    /// Stops a job that waits or runs, gives up one that failed; its file and what it made so far go.
    ///
    /// @throws FailureException with [IngestFailure.UnknownJob], or [IngestFailure.WrongState] once it is over
    public void cancel(IngestJobId id) {
        IngestJob job = job(id);
        if (!database.inTransaction(transaction -> store.cancel(transaction, id, clock.instant()))) {
            throw new IngestFailure.WrongState().asException();
        }
        runner.interrupt(id);
        if (job.state() != IngestState.RUNNING) { // who runs it deletes it
            deleteSource(id);
        }
    }

    /// Prepares again what failed for a reason that was mended since.
    ///
    /// @throws FailureException with [IngestFailure.UnknownJob], [IngestFailure.WrongState] if it did not fail, or
    ///     [IngestFailure.SourceLost] if its file was not kept
    public void retry(IngestJobId id) {
        job(id);
        if (!Files.isRegularFile(folder.source(id))) {
            throw new IngestFailure.SourceLost().asException();
        }
        if (!database.inTransaction(transaction -> store.queueAgain(transaction, id, IngestState.FAILED, 0))) {
            throw new IngestFailure.WrongState().asException();
        }
        runner.enqueue(id);
    }

    /// Keeps subtitles for the film's next preparation.
    ///
    /// @param file SubRip or WebVTT
    /// @throws FailureException with [IngestFailure.UnknownFilm] or [IngestFailure.NotSubtitles]
    public void keepSubtitles(FilmId film, LanguageTag language, byte[] file) {
        requireAnnounced(film);
        materials.keepSubtitles(film, language, Subtitles.read(file));
    }

    /// Keeps a poster for the film's next preparation.
    ///
    /// @param picture JPEG or PNG
    /// @throws FailureException with [IngestFailure.UnknownFilm] or [IngestFailure.NotAPoster]
    public void keepPoster(FilmId film, byte[] picture) {
        requireAnnounced(film);
        materials.keepPoster(film, picture, file -> pictures.isPoster(file, new Cancellation()));
    }

    @Override
    public void close() {
        runner.close();
    }

    private void deleteSource(IngestJobId job) {
        try {
            folder.deleteSource(job);
        } catch (IOException e) {
            LOG.atWarn().setCause(e).addKeyValue("job", job.toString()).log("a source file could not be deleted");
        }
    }

    private void requireAnnounced(FilmId film) {
        if (publisher.announced(film).isEmpty()) {
            throw new IngestFailure.UnknownFilm().asException();
        }
    }
}
