package studio.karangou.desktop.engine.delivery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Subscription;
import studio.karangou.desktop.engine.store.CatalogueStore;
import studio.karangou.desktop.engine.store.Changes;
import studio.karangou.desktop.feature.catalogue.Downloads;

/// Lets go of films that the operator took out of the catalogue: their bytes, their papers and their licences. One that
/// is being shown stays to its end.
final class WithdrawnFilms implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WithdrawnFilms.class);
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private final CatalogueStore catalogue;
    private final Downloads downloads;
    private final Semaphore wake = new Semaphore(1); // looks once at the start
    private final Subscription changed;
    private final Thread worker;

    WithdrawnFilms(CatalogueStore catalogue, Downloads downloads, Changes changes) {
        this.catalogue = catalogue;
        this.downloads = downloads;
        changed = changes.feed().add(wake::release);
        worker = Thread.ofVirtual().name("withdrawn-films").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                if (wake.tryAcquire(AGAIN.toSeconds(), TimeUnit.SECONDS)) {
                    wake.drainPermits();
                }
                look();
            }
        } catch (InterruptedException e) {
            LOG.debug("withdrawn films are looked after no longer");
        }
    }

    /// Lets go of what can go now.
    void look() {
        try {
            catalogue.withdrawn().forEach(this::letGo);
        } catch (FailureException e) {
            LOG.warn(
                    "films that were withdrawn cannot be looked up: {}",
                    e.failure().code(),
                    e);
        } catch (RuntimeException | Error e) { // ends nothing else; the next change looks again
            LOG.error("films that were withdrawn cannot be let go", e);
        }
    }

    private void letGo(FilmId film) {
        try {
            downloads.remove(film);
        } catch (FailureException e) {
            LOG.debug("film {} stays for now: {}", film, e.failure().code(), e);
        }
    }

    @Override
    public void close() {
        changed.close();
        worker.interrupt();
        try {
            worker.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
