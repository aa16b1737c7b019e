package studio.karangou.desktop.engine.delivery;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.Licence;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.common.protocol.Manifest.VideoRendition;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.engine.store.CatalogueStore;
import studio.karangou.desktop.feature.player.PlayableFilm;
import studio.karangou.desktop.feature.player.PlaybackSource;

/// Opens films: the papers from disk, from the network only if they are not there or not good any more.
public final class ShowingSource implements PlaybackSource {
    private static final Logger LOG = LoggerFactory.getLogger(ShowingSource.class);

    private final CatalogueStore catalogue;
    private final DownloadEngine downloads;
    private final DeliveryParts parts;
    private final LicenceCheck check;
    private final Supplier<SealingKeyPair> keys;
    private final DeliveryProxy proxy;
    private final int bestHeight;
    private final Supplier<Places> places;

    /// @param places of whoever is signed in when a film is opened
    ShowingSource(
            CatalogueStore catalogue,
            DownloadEngine downloads,
            DeliveryParts parts,
            LicenceCheck check,
            Supplier<SealingKeyPair> keys,
            DeliveryProxy proxy,
            int bestHeight,
            Supplier<Places> places) {
        this.places = places;
        this.catalogue = catalogue;
        this.downloads = downloads;
        this.parts = parts;
        this.check = check;
        this.keys = keys;
        this.proxy = proxy;
        this.bestHeight = bestHeight;
    }

    @Override
    public PlayableFilm open(FilmId id) {
        parts.onScreen().begins(id);
        try {
            return opened(id);
        } catch (RuntimeException e) {
            parts.onScreen().ends(id);
            throw e;
        }
    }

    private PlayableFilm opened(FilmId id) {
        FilmCard card = card(id);
        ContentAddress address = card.manifest();
        if (address == null) {
            throw new ShowingFailure.NotPrepared().asException();
        }
        Licence licence = licence(id);
        ContentKey key = key(licence);
        Plan plan = Plan.of(manifest(id, address), licence, bestHeight);
        if (!parts.store()
                .has(
                        plan.manifest().videoInit().address(),
                        plan.manifest().videoInit().size())) {
            fetchFirst(Piece.of(plan.manifest().videoInit()));
        }
        return showing(card, plan, key);
    }

    @Override
    public void makeReady() {
        CryptoRehearsal.run();
    }

    private Showing showing(FilmCard card, Plan plan, ContentKey key) {
        FilmId id = card.film().id();
        String name = DeliveryProxy.newToken();
        ViewingPlace place = new ViewingPlace(places.get(), id, System::nanoTime);
        SegmentSource segments =
                new SegmentSource(parts.store(), parts.fetcher(), key, () -> downloads.recheck(id), place);
        VideoRendition best = plan.bestBegun(piece -> parts.store().has(piece.address(), piece.size()))
                .orElse(plan.target());
        Showing.Ends ends = new Showing.Ends(proxy.address(name), () -> check.begins(plan.licence()), () -> {
            proxy.close(name);
            parts.onScreen().ends(id);
            downloads.shown();
            forget(card);
        });
        Showing showing = new Showing(card.film(), plan, best, parts.store(), segments, place, ends);
        proxy.open(name, showing);
        return showing;
    }

    private FilmCard card(FilmId id) {
        Optional<FilmCard> known = downloads.card(id);
        if (known.isPresent()) {
            return known.get();
        }
        Film film = catalogue.film(id).orElseThrow(() -> new ShowingFailure.UnknownFilm().asException());
        return FilmCard.of(film, FilmCard.Wanted.STREAM, Instant.EPOCH);
    }

    private Licence licence(FilmId film) {
        Optional<Licence> here = parts.papers().licence(film);
        FailureException refusal;
        try {
            Licence licence = here.orElseThrow(() -> noLicence(film));
            check.check(licence);
            return licence;
        } catch (FailureException e) {
            refusal = e;
        }
        Licence renewed;
        try {
            renewed = parts.papers().fetchLicence(film);
        } catch (FailureException | IOException e) {
            LOG.info("no new licence for film {}: {}", film, e.toString());
            refusal.addSuppressed(e);
            throw refusal;
        }
        check.check(renewed);
        return renewed;
    }

    private FailureException noLicence(FilmId film) {
        boolean another = parts.cards().licence(film).isPresent();
        return (another ? new ShowingFailure.LicenceNotOurs() : new ShowingFailure.LicenceMissing()).asException();
    }

    private ContentKey key(Licence licence) {
        try {
            return licence.openKey(keys.get());
        } catch (FailureException e) {
            throw new FailureException(new ShowingFailure.LicenceNotOurs(), e);
        }
    }

    private Manifest manifest(FilmId film, ContentAddress address) {
        Optional<Manifest> here = parts.papers().manifest(film, address);
        if (here.isPresent()) {
            return here.get();
        }
        try {
            return parts.papers().fetchManifest(film, address);
        } catch (IOException e) {
            throw new FailureException(new ShowingFailure.Damaged(), e);
        } catch (FailureException e) {
            throw understood(e);
        }
    }

    private void fetchFirst(Piece piece) {
        try {
            parts.fetcher().fetch(piece, bytes -> {});
        } catch (IOException e) {
            throw new FailureException(DiskTroubles.failure(e).orElseGet(ShowingFailure.Damaged::new), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(new ShowingFailure.NotHere(), e);
        } catch (FailureException e) {
            throw understood(e);
        }
    }

    private static FailureException understood(FailureException e) {
        return e.failure() instanceof ServerFailure server && server.passing()
                ? new FailureException(new ShowingFailure.NotHere(), e)
                : e;
    }

    /// What came while a film was shown that nobody asked to keep goes again.
    private void forget(FilmCard card) {
        if (card.wanted() == FilmCard.Wanted.STREAM) {
            downloads.forget(card);
        }
    }
}
