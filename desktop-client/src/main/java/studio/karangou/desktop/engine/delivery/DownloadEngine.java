package studio.karangou.desktop.engine.delivery;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.Manifest.VideoRendition;
import studio.karangou.desktop.engine.delivery.Download.Activity;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.engine.store.CatalogueStore;
import studio.karangou.desktop.engine.store.Changes;
import studio.karangou.desktop.feature.catalogue.DownloadFailure;
import studio.karangou.desktop.feature.catalogue.DownloadState;
import studio.karangou.desktop.feature.catalogue.Downloads;
import studio.karangou.desktop.feature.catalogue.LibraryFilm.Right;

/// Fetches films in the background, one after the other: first what each needs to play, in the order they were asked
/// for, then their better quality. What is on disk is the truth, so it goes on after anything, a power cut included.
public final class DownloadEngine implements Downloads, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DownloadEngine.class);
    private static final int WRONG_TIMES = 4;
    private static final Duration IDLE = Duration.ofHours(1);

    private final CatalogueStore catalogue;
    private final Changes changes;
    private final InstantSource time;
    private final DeliveryParts parts;
    private final Map<FilmId, Download> downloads = new ConcurrentHashMap<>();
    private final Queue<Download> unwritten = new ConcurrentLinkedQueue<>();
    private final Semaphore wake = new Semaphore(0);
    private final RetryPause pause = new RetryPause();
    private final Renewals renewals;
    private final Removals removals;
    private final Subscription feed;
    private final Ticker ticker;
    private final Thread worker;
    private volatile boolean closed;

    /// Begins at once with what the downloads folder says.
    DownloadEngine(CatalogueStore catalogue, Changes changes, InstantSource time, DeliveryParts parts) {
        this.catalogue = catalogue;
        this.changes = changes;
        this.time = time;
        this.parts = parts;
        renewals = new Renewals(parts.papers(), time);
        removals = new Removals(parts);
        feed = changes.feed().add(this::lookAtCatalogue);
        ticker = new Ticker(() -> changes.films().changed());
        FilmCards.Read read = parts.cards().all();
        for (FilmCard card : read.cards()) {
            if (card.wanted() == FilmCard.Wanted.STREAM) {
                removals.add(card);
            } else {
                downloads.put(card.film().id(), new Download(card));
            }
        }
        worker = Thread.ofVirtual().name("downloads").start(() -> {
            sweep(read);
            run();
        });
    }

    /// How far a film is.
    DownloadState state(FilmId film) {
        Download download = downloads.get(film);
        return download == null ? new DownloadState.NotStarted() : download.state();
    }

    /// How long a film may be shown, empty while it does not play.
    Optional<Right> right(FilmId film) {
        Download download = downloads.get(film);
        return download != null && download.plays() ? renewals.right(film) : Optional.empty();
    }

    /// The films that are here or on their way, as their cards know them.
    List<Film> films() {
        return downloads.values().stream()
                .map(download -> download.card().film())
                .toList();
    }

    Optional<FilmCard> card(FilmId film) {
        return Optional.ofNullable(downloads.get(film)).map(Download::card);
    }

    @Override
    public void start(FilmId film) {
        Optional<Film> known = catalogue.film(film);
        Download download = downloads.get(film);
        if (download == null) {
            if (known.isEmpty()) {
                LOG.warn("film {} is not in the catalogue and cannot be fetched", film);
                return;
            }
            Download fresh = new Download(FilmCard.of(known.get(), FilmCard.Wanted.FETCH, time.instant()));
            download = downloads.putIfAbsent(film, fresh);
            download = download == null ? fresh : download;
        }
        download.queue();
        changed(download);
    }

    @Override
    public void pause(FilmId film) {
        Download download = downloads.get(film);
        if (download != null) {
            download.pause();
            changed(download);
        }
    }

    @Override
    public void resume(FilmId film) {
        if (downloads.containsKey(film)) {
            start(film);
        }
    }

    @Override
    public void cancel(FilmId film) {
        parts.onScreen().unlessShown(film, () -> drop(film));
    }

    private void drop(FilmId film) {
        Download download = downloads.remove(film);
        if (download != null) {
            download.change(download.card().wanted(FilmCard.Wanted.PAUSE));
            download.halt();
            removals.add(download.card());
            wake.release();
            changes.films().changed();
        }
    }

    @Override
    public void remove(FilmId film) {
        cancel(film);
    }

    /// Tries at once what waits for the network, and renews licences that will not do for much longer.
    public void networkIsBack() {
        pause.forget();
        downloads.values().forEach(Download::tryAtOnce);
        renewals.look();
        wake.release();
    }

    /// To be called now and then while the server answers: a machine that is never offline renews its licences too.
    public void networkIsThere() {
        if (renewals.lookIfItIsTime()) {
            wake.release();
        }
    }

    /// Something of the film on disk was found missing or damaged.
    void recheck(FilmId film) {
        Download download = downloads.get(film);
        if (download != null) {
            download.recheck();
            wake.release();
        }
    }

    /// A showing is over: what was kept for it alone can go.
    void shown() {
        wake.release();
    }

    /// Removes what was shown from the network, unless it is being fetched by now.
    void forget(FilmCard shown) {
        removals.add(shown);
        wake.release();
    }

    private void changed(Download download) {
        unwritten.add(download);
        wake.release();
        changes.films().changed();
    }

    /// Before anything is fetched: frees what a kill in the middle of a removal left behind.
    private void sweep(FilmCards.Read read) {
        try {
            removals.run(cards());
            new Sweeper(parts, catalogue).sweep(read, () -> closed);
        } catch (RuntimeException | Error e) {
            LOG.error("what no film names cannot be swept", e);
        }
    }

    private void run() {
        while (!closed) {
            try {
                writeCards();
                if (removals.run(cards())) {
                    changes.films().changed();
                }
                renewals.renew(downloads.values());
                Optional<Download> next = pause.isOver() ? next() : Optional.empty();
                if (next.isPresent()) {
                    work(next.get());
                } else if (wake.tryAcquire(untilTry().toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) { // thrown on, no film would come any more, and nothing would say so
                LOG.error("downloads failed in a way nobody thought of", e);
                pause.failed();
            }
        }
    }

    /// Those that do not play yet come first, of them those that did not just fail, then the earliest.
    private Optional<Download> next() {
        return downloads.values().stream()
                .filter(Download::wantsWork)
                .min(Comparator.comparing(Download::plays)
                        .thenComparing(Download::isFailing)
                        .thenComparing(download -> download.card().since()));
    }

    /// The network's pause if there is one, or the shortest of the films'.
    private Duration untilTry() {
        if (!pause.isOver()) {
            return pause.left(Duration.ofMillis(1));
        }
        return downloads.values().stream()
                .map(download -> download.untilTry(IDLE))
                .min(Comparator.naturalOrder())
                .orElse(IDLE);
    }

    private void work(Download download) throws InterruptedException {
        try {
            Plan plan = download.plan();
            if (plan == null) {
                plan = parts.planner().plan(download);
                download.planned(plan, plan.bytes(this::isHere));
            }
            boolean basis = !plan.basis().stream().allMatch(this::isHere);
            FetchRun run = new FetchRun(parts.store(), parts.fetcher(), bytes -> {
                download.came(bytes);
                ticker.tick();
            });
            download.running(run);
            changes.films().changed();
            boolean whole = basis
                    ? run.fetch(plan.basis(), () -> closed || (download.plays() && somethingMoreUrgent()))
                    : run.fetch(plan.better(), () -> closed || somethingMoreUrgent());
            pause.forget();
            download.tryAtOnce();
            arrived(download, plan, whole && !basis);
        } catch (FailureException e) {
            failed(download, e.failure(), e);
        } catch (IOException e) {
            failed(download, e);
        } catch (RuntimeException | Error e) { // one film that cannot be fetched says so, and keeps no other away
            fails(download, new DownloadFailure.Unexpected(), e);
        }
        changes.films().changed();
    }

    private void arrived(Download download, Plan plan, boolean everything) throws IOException {
        parts.store().settle();
        download.now(everything ? Activity.DONE : Activity.QUEUED);
        String whole = quality(plan);
        boolean asBefore = whole == null && download.card().next() != null;
        ContentAddress old = whole == null ? null : download.swap();
        download.whole(asBefore ? download.card().quality() : whole, plan.bytes(this::isHere));
        write(download);
        removals.add(download.film(), old);
        lookAtCatalogue(download); // it may have changed since the plan was made
    }

    /// The catalogue may have films that were prepared again.
    private void lookAtCatalogue() {
        downloads.values().forEach(this::lookAtCatalogue);
        wake.release();
    }

    private void lookAtCatalogue(Download download) {
        catalogue.film(download.film()).map(Film::manifest).ifPresent(download::offered);
    }

    private @Nullable String quality(Plan plan) {
        return plan.basis().stream().allMatch(this::isHere)
                ? plan.bestWhole(this::isHere).map(VideoRendition::name).orElse(null)
                : null;
    }

    private boolean somethingMoreUrgent() {
        return downloads.values().stream().anyMatch(other -> other.wantsWork() && !other.plays());
    }

    private boolean isHere(Piece piece) {
        return parts.store().has(piece.address(), piece.size());
    }

    private void failed(Download download, Failure failure, FailureException e) {
        if (failure instanceof ServerFailure server && server.passing()) {
            waits(download, server, e);
        } else if (failure instanceof ServerFailure.Refused refused) {
            fails(download, new DownloadFailure.Refused(refused.title()), e);
        } else {
            fails(download, failure, e);
        }
    }

    private void failed(Download download, IOException e) {
        Optional<Failure> mapped = DiskTroubles.failure(e);
        if (mapped.isPresent()) {
            fails(download, mapped.get(), e);
        } else if (e instanceof EOFException) {
            waits(download, new ServerFailure.Stalled(), e);
        } else if (DiskTroubles.isWrongContent(e)) {
            if (download.cameWrong() < WRONG_TIMES) {
                waits(download, new DownloadFailure.WrongContent(), e);
            } else {
                fails(download, new DownloadFailure.WrongContent(), e);
            }
        } else {
            fails(download, new DownloadFailure.Unexpected(), e);
        }
    }

    /// One film's trouble keeps no other away; without a connection none is worth a try.
    private void waits(Download download, Failure why, Exception e) {
        LOG.debug("film {} waits", download.film(), e);
        if (why instanceof ServerFailure.Unreachable && NetworkTroubles.isNoConnection(e)) {
            download.waits(null);
            pause.failed();
        } else {
            download.waits(why);
        }
    }

    private void fails(Download download, Failure failure, Throwable e) {
        LOG.warn("film {} cannot be fetched: {}", download.film(), failure.code(), e);
        download.failed(failure);
        // its plan may have been made with a licence or for a room that is no more
        unwritten.add(download);
    }

    private void writeCards() {
        for (Download download = unwritten.poll(); download != null; download = unwritten.poll()) {
            if (downloads.get(download.film()) == download) {
                write(download);
            }
        }
    }

    private void write(Download download) {
        try {
            if (downloads.get(download.film()) == download) {
                parts.cards().write(download.card());
            }
        } catch (IOException e) {
            LOG.error("the card of film {} cannot be written", download.film(), e);
        }
    }

    private Collection<FilmCard> cards() {
        return downloads.values().stream().map(Download::card).toList();
    }

    /// Stops. What has come is on disk, and goes on at the next start.
    @Override
    public void close() {
        closed = true;
        feed.close();
        downloads.values().forEach(Download::halt);
        worker.interrupt();
        try {
            worker.join(Duration.ofSeconds(10));
            writeCards();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
