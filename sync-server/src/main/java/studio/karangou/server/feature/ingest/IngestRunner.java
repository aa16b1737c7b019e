package studio.karangou.server.feature.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feature.ingest.FilmPublisher.PreparedFilm;

/// Works the queue off, one film at a time unless told otherwise, and writes down how each ended.
final class IngestRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IngestRunner.class);
    private static final long STOP_SECONDS = 20;

    private final Database database;
    private final IngestStore store;
    private final SourceFolder folder;
    private final FilmWorkflow workflow;
    private final FilmPublisher publisher;
    private final InstantSource clock;
    private final ExecutorService workers;
    private final Map<IngestJobId, Cancellation> running = new ConcurrentHashMap<>();
    private final Set<IngestJobId> taken = ConcurrentHashMap.newKeySet();
    private final Lasting lasting = new Lasting();
    private volatile boolean stopping;

    IngestRunner(
            Database database,
            IngestStore store,
            SourceFolder folder,
            FilmWorkflow workflow,
            FilmPublisher publisher,
            InstantSource clock,
            int parallel) {
        this.database = database;
        this.store = store;
        this.folder = folder;
        this.workflow = workflow;
        this.publisher = publisher;
        this.clock = clock;
        workers = Executors.newFixedThreadPool(
                parallel, Thread.ofPlatform().name("ingest-", 0).daemon().factory());
    }

    /// Does a queued job when its turn comes.
    void enqueue(IngestJobId job) {
        if (stopping) {
            return; // it is queued in the table, and begins at the next start
        }
        taken.add(job);
        workers.execute(() -> {
            try {
                run(job);
            } catch (RuntimeException | Error e) {
                // the job stays as it is recorded, and is taken up again by the next tidying, or at the next start
                LOG.atError().setCause(e).addKeyValue("job", job.toString()).log("a preparation could not be recorded");
            } finally {
                taken.remove(job);
            }
        });
    }

    /// Whether a job waits or runs here.
    boolean has(IngestJobId job) {
        return taken.contains(job);
    }

    /// Stops a job's work on this node; its state was changed before.
    void interrupt(IngestJobId job) {
        Cancellation cancellation = running.get(job);
        if (cancellation != null) {
            cancellation.cancel();
        }
    }

    /// Stops all work; what was under way is queued again and begins anew at the next start.
    @Override
    public void close() {
        stopping = true;
        lasting.stop();
        workers.shutdown();
        running.values().forEach(Cancellation::cancel);
        try {
            if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a preparation did not stop in time; it begins anew at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(IngestJobId id) {
        if (stopping || !recorded(transaction -> store.begin(transaction, id, clock.instant()))) {
            return;
        }
        Cancellation cancellation = new Cancellation();
        running.put(id, cancellation);
        try {
            IngestJob job = recorded(transaction -> store.find(transaction, id)).orElseThrow();
            LOG.atInfo()
                    .addKeyValue("job", id.toString())
                    .addKeyValue("film", job.film().toString())
                    .log("preparation begins");
            prepareAndPublish(job, cancellation);
            recorded(transaction -> store.done(transaction, id, clock.instant()));
            folder.deleteSource(id);
            LOG.atInfo().addKeyValue("job", id.toString()).log("preparation done");
        } catch (FailureException e) {
            ended(id, e.failure(), e, cancellation);
        } catch (IOException | RuntimeException | Error e) { // unsaid, the job would run for ever
            ended(id, new IngestFailure.Unexpected(), e, cancellation);
        } finally {
            running.remove(id);
            clean(id);
        }
    }

    private void prepareAndPublish(IngestJob job, Cancellation cancellation) throws IOException {
        Path source = folder.source(job.id());
        if (!Files.isRegularFile(source)) {
            throw new IngestFailure.SourceLost().asException();
        }
        Optional<Film> announced = lasting.until(() -> publisher.announced(job.film()));
        List<LanguageTag> spoken = announced
                .orElseThrow(() -> new IngestFailure.UnknownFilm().asException())
                .spoken();
        Telling telling = new Telling(database, store, job.id(), cancellation);
        PreparedFilm film = workflow.prepare(
                new FilmWorkflow.Order(
                        job.film(),
                        job.revision(),
                        spoken,
                        lasting.until(() -> publisher.contentKey(job.film())),
                        source,
                        folder.workFolder(job.id())),
                cancellation,
                telling::tell);
        lasting.until(() -> {
            telling.publishes();
            return job;
        });
        cancellation.check();
        lasting.until(() -> {
            publisher.publish(film);
            return job;
        });
    }

    private <T extends @Nullable Object> T recorded(Function<Transaction, T> work) {
        return lasting.until(() -> database.inTransaction(work));
    }

    private void ended(IngestJobId id, Failure failure, Throwable cause, Cancellation cancellation) {
        boolean stopped = cancellation.isCancelled();
        if (stopping && stopped) {
            recorded(transaction -> {
                int attempts = store.find(transaction, id).orElseThrow().attempts();
                return store.queueAgain(transaction, id, IngestState.RUNNING, attempts - 1);
            });
            return;
        }
        boolean keep = false;
        if (!stopped) {
            LOG.atWarn()
                    .setCause(cause)
                    .addKeyValue("job", id.toString())
                    .log("preparation failed: {}", failure.code());
            boolean failed = recorded(transaction -> store.fail(transaction, id, failure, clock.instant()));
            keep = failed && (!(failure instanceof IngestFailure ours) || ours.mendable()); // not what was cancelled
        }
        if (!keep) {
            try {
                folder.deleteSource(id);
            } catch (IOException e) {
                LOG.atWarn().setCause(e).addKeyValue("job", id.toString()).log("a source file could not be deleted");
            }
        }
    }

    private void clean(IngestJobId id) {
        try {
            folder.deleteWork(id);
        } catch (IOException e) {
            LOG.atWarn().setCause(e).addKeyValue("job", id.toString()).log("a work folder could not be deleted");
        }
    }
}
