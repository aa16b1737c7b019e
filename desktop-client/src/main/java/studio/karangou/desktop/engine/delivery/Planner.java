package studio.karangou.desktop.engine.delivery;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Film;
import studio.karangou.common.protocol.Licence;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.desktop.engine.films.FilmStore;
import studio.karangou.desktop.engine.films.NoRoomException;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.engine.store.CatalogueStore;
import studio.karangou.desktop.feature.catalogue.DownloadFailure;

/// Gets a film's papers, licence first, and decides what is to be fetched.
final class Planner {
    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

    private final CatalogueStore catalogue;
    private final FilmPapers papers;
    private final FilmStore store;
    private final InstantSource time;
    private final BooleanSupplier enrolled;
    private final int bestHeight;

    Planner(
            CatalogueStore catalogue,
            FilmPapers papers,
            FilmStore store,
            InstantSource time,
            BooleanSupplier enrolled,
            int bestHeight) {
        this.catalogue = catalogue;
        this.papers = papers;
        this.store = store;
        this.time = time;
        this.enrolled = enrolled;
        this.bestHeight = bestHeight;
    }

    /// @throws FailureException with a [DownloadFailure] or a failure of the server
    Plan plan(Download download) throws IOException {
        if (!enrolled.getAsBoolean()) {
            throw new FailureException(new DownloadFailure.NotEnrolled());
        }
        Licence licence = licence(download);
        return fitting(Plan.of(manifest(download), licence, bestHeight));
    }

    private Licence licence(Download download) throws IOException {
        Optional<Licence> here = papers.licence(download.film());
        if (here.isPresent() && !papers.isDue(here.get())) {
            return here.get();
        }
        Licence licence;
        try {
            licence = papers.fetchLicence(download.film());
        } catch (FailureException e) {
            if (here.isEmpty() || isOver(here.get())) {
                throw e;
            }
            LOG.info(
                    "the licence of film {} cannot be renewed now: {}",
                    download.film(),
                    e.failure().code());
            return here.get();
        }
        if (isOver(licence)) {
            throw new FailureException(new DownloadFailure.LicenceExpired());
        }
        return licence;
    }

    private boolean isOver(Licence licence) {
        return time.instant().isAfter(licence.notAfter());
    }

    private Manifest manifest(Download download) throws IOException {
        FilmCard card = download.card();
        ContentAddress current = card.manifest();
        ContentAddress offered =
                catalogue.film(download.film()).map(Film::manifest).orElse(current);
        if (offered == null) {
            throw new FailureException(new DownloadFailure.NotPrepared());
        }
        if (current == null || offered.equals(current)) {
            Manifest manifest = manifest(download, offered);
            download.change(download.card().manifest(offered));
            return manifest;
        }
        return later(download, current, offered);
    }

    /// Of two preparations the later one; while the earlier plays, it goes on to until the later does.
    private Manifest later(Download download, ContentAddress current, ContentAddress offered) throws IOException {
        Manifest next = manifest(download, offered);
        Optional<Manifest> here = papers.manifest(download.film(), current);
        if (here.isPresent() && next.revision() <= here.get().revision()) {
            // of a server that went back
            download.declines(offered);
            return here.get();
        }
        FilmCard card = download.card();
        download.change(download.plays() ? card.next(offered) : card.manifest(offered));
        return next;
    }

    private Manifest manifest(Download download, ContentAddress address) throws IOException {
        Optional<Manifest> here = papers.manifest(download.film(), address);
        try {
            return here.isPresent() ? here.get() : papers.fetchManifest(download.film(), address);
        } catch (FailureException e) {
            if (e.failure() instanceof ServerFailure.Refused refused && refused.status() == 404) {
                throw new FailureException(new DownloadFailure.NotPrepared(), e);
            }
            throw e;
        }
    }

    /// The best picture for which there is room.
    private Plan fitting(Plan plan) throws IOException {
        long room = store.room();
        Plan fitting = plan;
        while (missing(fitting) > room) {
            Optional<Plan> smaller = fitting.smaller();
            if (smaller.isEmpty()) {
                throw new NoRoomException(missing(fitting), room);
            }
            fitting = smaller.get();
        }
        return fitting;
    }

    private long missing(Plan plan) {
        return plan.totalBytes() - plan.bytes(piece -> store.has(piece.address(), piece.size()));
    }
}
