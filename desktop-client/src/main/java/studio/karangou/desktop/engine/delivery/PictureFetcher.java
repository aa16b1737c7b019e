package studio.karangou.desktop.engine.delivery;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.Subscription;
import studio.karangou.desktop.engine.films.FilmStore;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.engine.store.CatalogueStore;
import studio.karangou.desktop.engine.store.Changes;

/// Fetches the catalogue's posters in the background, one at a time, the newest first.
final class PictureFetcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PictureFetcher.class);
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final Duration PAUSE = Duration.ofSeconds(60);

    private final CatalogueStore catalogue;
    private final FilmStore store;
    private final ContentFetcher fetcher;
    private final Changes changes;
    private final Semaphore wake = new Semaphore(1);
    private final Set<ContentAddress> refused = ConcurrentHashMap.newKeySet();
    private final List<Subscription> subscriptions;
    private final Thread worker;
    private volatile boolean closed;

    PictureFetcher(CatalogueStore catalogue, FilmStore store, ContentFetcher fetcher, Changes changes) {
        this.catalogue = catalogue;
        this.store = store;
        this.fetcher = fetcher;
        this.changes = changes;
        subscriptions = List.of(changes.feed().add(wake::release));
        worker = Thread.ofVirtual().name("pictures").start(this::run);
    }

    void networkIsBack() {
        wake.release();
    }

    private void run() {
        Duration pause = PAUSE;
        while (!closed) {
            try {
                if (wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
                fetchMissing();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                if (!closed) {
                    LOG.error("posters cannot be fetched", e);
                }
            }
        }
    }

    private void fetchMissing() {
        List<ContentAddress> missing = Stream.concat(
                        catalogue.films().stream().map(Film::poster),
                        catalogue.projects().stream().map(Project::poster))
                .filter(Objects::nonNull)
                .distinct()
                .filter(address ->
                        !refused.contains(address) && store.file(address).isEmpty())
                .toList();
        for (ContentAddress address : missing) {
            if (closed || !fetch(address)) {
                return;
            }
        }
    }

    /// Whether it makes sense to go on with the next.
    private boolean fetch(ContentAddress address) {
        try {
            fetcher.kept(address, MOST_BYTES);
            changes.films().changed();
            changes.projects().changed();
            return true;
        } catch (InterruptedIOException e) {
            return false;
        } catch (IOException e) {
            LOG.warn("poster {} cannot be kept", address, e);
            refused.add(address);
            return true;
        } catch (FailureException e) {
            boolean passing = e.failure() instanceof ServerFailure server && server.passing();
            if (!passing) {
                LOG.warn("poster {} is refused: {}", address, e.failure().code());
                refused.add(address);
            }
            return !passing;
        }
    }

    @Override
    public void close() {
        closed = true;
        subscriptions.forEach(Subscription::close);
        worker.interrupt();
        try {
            worker.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
