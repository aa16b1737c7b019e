package studio.karangou.desktop.engine.kiosk;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.Journal;
import studio.karangou.common.protocol.OperationBody.FilmHeld;
import studio.karangou.desktop.engine.store.Changes;
import studio.karangou.desktop.engine.store.KioskStore;
import studio.karangou.desktop.feature.catalogue.DownloadState;
import studio.karangou.desktop.feature.catalogue.Downloads;
import studio.karangou.desktop.feature.catalogue.Library;
import studio.karangou.desktop.feature.catalogue.LibraryFilm;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;

/// On a device that was enrolled as a kiosk: fetches the films that the host chose, lets go of those that were taken
/// back, and tells the host which are ready. On any other device it does nothing.
public final class KioskKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KioskKeeper.class);
    private static final Duration TRY_AGAIN = Duration.ofHours(1);

    private final Supplier<Optional<EnrolledDevice>> device;
    private final KioskStore kiosks;
    private final Library library;
    private final Downloads downloads;
    private final Journal journal;
    private final Semaphore wake = new Semaphore(1);
    private final Subscription chosen;
    private final Subscription came;
    private final Thread worker;
    /// Whether what stopped for a reason that waiting does not mend is tried again all the same: nobody stands by a
    /// kiosk to press the button.
    private volatile boolean tryAgain;

    /// Begins at once.
    ///
    /// @param device who this device is, empty before it is enrolled
    public KioskKeeper(
            Supplier<Optional<EnrolledDevice>> device,
            KioskStore kiosks,
            Library library,
            Downloads downloads,
            Journal journal,
            Changes changes) {
        this.device = device;
        this.kiosks = kiosks;
        this.library = library;
        this.downloads = downloads;
        this.journal = journal;
        chosen = changes.kiosks().add(wake::release);
        came = changes.films().add(wake::release);
        worker = Thread.ofVirtual().name("kiosk-films").start(this::run);
    }

    /// Tries again what stopped, as the network or a person at the kiosk may have mended it.
    public void networkIsBack() {
        tryAgain = true;
        wake.release();
    }

    private void run() {
        try {
            while (true) {
                if (!wake.tryAcquire(TRY_AGAIN.toSeconds(), TimeUnit.SECONDS)) {
                    tryAgain = true;
                }
                wake.drainPermits();
                look();
            }
        } catch (InterruptedException e) {
            LOG.debug("the kiosk's films are looked after no longer");
        }
    }

    private void look() {
        try {
            device.get()
                    .filter(it -> it.profile() == DeviceProfile.BORNE)
                    .map(EnrolledDevice::id)
                    .ifPresent(this::keep);
        } catch (FailureException e) {
            // looked at again with the next change
            LOG.warn(
                    "the films that the host chose cannot be looked after: {}",
                    e.failure().code(),
                    e);
        } catch (RuntimeException | Error e) { // ends nothing else; the next change looks again
            LOG.error("the films that the host chose cannot be looked after", e);
        }
    }

    private void keep(DeviceId kiosk) {
        Map<FilmId, Boolean> wanted = kiosks.chosen();
        if (wanted.isEmpty()) {
            return;
        }
        boolean again = tryAgain;
        tryAgain = false;
        Set<FilmId> reported = kiosks.reported(kiosk);
        wanted.forEach((film, held) -> {
            DownloadState state =
                    library.film(film).map(LibraryFilm::download).orElseGet(DownloadState.NotStarted::new);
            report(film, isReady(state), reported);
            if (held) {
                hold(film, state, again);
            } else {
                letGo(film, state);
            }
        });
    }

    private void report(FilmId film, boolean ready, Set<FilmId> reported) {
        if (ready != reported.contains(film)) {
            journal.record(new FilmHeld(film, ready));
        }
    }

    private void hold(FilmId film, DownloadState state, boolean again) {
        boolean begins =
                state instanceof DownloadState.NotStarted && library.film(film).isPresent();
        if (begins || (again && hasStopped(state))) {
            LOG.info("the host wants film {} on this kiosk", film);
            downloads.start(film);
        }
    }

    private static boolean hasStopped(DownloadState state) {
        return switch (state) {
            case DownloadState.Failed it -> true;
            case DownloadState.Ready it -> it.trouble() != null && it.canImprove();
            case DownloadState.NotStarted it -> false;
            case DownloadState.Waiting it -> false;
            case DownloadState.Running it -> false;
            case DownloadState.Paused it -> false;
            case DownloadState.Improving it -> false;
        };
    }

    private void letGo(FilmId film, DownloadState state) {
        if (state instanceof DownloadState.NotStarted) {
            kiosks.forget(film);
            return;
        }
        LOG.info("the host wants film {} on this kiosk no longer", film);
        try {
            downloads.remove(film);
        } catch (FailureException e) {
            // somebody watches it; it goes when that is over
            LOG.debug("film {} stays for now: {}", film, e.failure().code(), e);
        }
    }

    private static boolean isReady(DownloadState state) {
        return switch (state) {
            case DownloadState.Ready it -> true;
            case DownloadState.Improving it -> true;
            case DownloadState.NotStarted it -> false;
            case DownloadState.Waiting it -> false;
            case DownloadState.Running it -> false;
            case DownloadState.Paused it -> false;
            case DownloadState.Failed it -> false;
        };
    }

    @Override
    public void close() {
        chosen.close();
        came.close();
        worker.interrupt();
        try {
            worker.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
