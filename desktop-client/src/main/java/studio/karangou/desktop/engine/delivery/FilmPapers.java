package studio.karangou.desktop.engine.delivery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.Licence;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.common.protocol.ProtocolFailure;
import studio.karangou.common.protocol.ProtocolVersion;
import studio.karangou.common.protocol.SignedDocument;
import studio.karangou.desktop.engine.films.FilmStore;
import studio.karangou.desktop.engine.films.WrongContentException;
import studio.karangou.desktop.engine.http.ServerConnection;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;

/// A film's licence and manifest: from disk if they are there, else from the server; never without their signature.
final class FilmPapers {
    private static final Logger LOG = LoggerFactory.getLogger(FilmPapers.class);
    private static final Duration RENEW_BEFORE = Duration.ofDays(7);

    private final FilmCards cards;
    private final FilmStore store;
    private final ContentFetcher fetcher;
    private final ServerConnection server;
    private final Supplier<Optional<EnrolledDevice>> device;
    private final InstantSource time;
    private final Map<FilmId, Instant> until = new ConcurrentHashMap<>();

    FilmPapers(
            FilmCards cards,
            FilmStore store,
            ContentFetcher fetcher,
            ServerConnection server,
            Supplier<Optional<EnrolledDevice>> device,
            InstantSource time) {
        this.cards = cards;
        this.store = store;
        this.fetcher = fetcher;
        this.server = server;
        this.device = device;
        this.time = time;
    }

    /// This device's licence on disk, empty if there is none or it is not right. Its dates are not looked at.
    Optional<Licence> licence(FilmId film) {
        return cards.licence(film).flatMap(document -> {
            try {
                return Optional.of(kept(checked(film, document)));
            } catch (FailureException e) {
                LOG.warn(
                        "the licence of film {} is not valid: {}",
                        film,
                        e.failure().code());
                return Optional.empty();
            }
        });
    }

    /// Asks the server for a licence and keeps it.
    ///
    /// @throws FailureException if the server fails or what it gives is not right
    Licence fetchLicence(FilmId film) throws IOException {
        SignedDocument document = server.licence(film);
        Licence licence = checked(film, document);
        cards.writeLicence(film, document);
        return kept(licence);
    }

    /// Until when the licence on disk lasts, which is asked for whenever a film is drawn.
    Optional<Instant> until(FilmId film) {
        Instant known = until.get(film);
        return known == null ? licence(film).map(Licence::notAfter) : Optional.of(known);
    }

    private Licence kept(Licence licence) {
        until.put(licence.film(), licence.notAfter());
        return licence;
    }

    /// Whether a licence will not do for much longer.
    boolean isDue(Licence licence) {
        return licence.notAfter().isBefore(time.instant().plus(RENEW_BEFORE));
    }

    /// The manifest on disk, empty if it is not there or not right.
    Optional<Manifest> manifest(FilmId film, ContentAddress address) {
        return store.read(address).flatMap(bytes -> {
            try {
                return Optional.of(opened(film, bytes));
            } catch (FailureException e) {
                LOG.warn(
                        "the manifest of film {} is not valid: {}",
                        film,
                        e.failure().code());
                return Optional.empty();
            }
        });
    }

    /// Fetches the manifest and keeps it.
    ///
    /// @throws WrongContentException if it is not the one of its address, or not the server's
    /// @throws FailureException if the server fails
    Manifest fetchManifest(FilmId film, ContentAddress address) throws IOException {
        byte[] bytes = fetcher.kept(address, Limits.DOCUMENT_BYTES);
        try {
            return opened(film, bytes);
        } catch (FailureException e) {
            store.remove(address);
            if (e.failure() instanceof ProtocolFailure.Malformed
                    || e.failure() instanceof ProtocolFailure.BadSignature) {
                LOG.error(
                        "the server's manifest of film {} is not valid: {}",
                        film,
                        e.failure().code());
                throw new WrongContentException("a manifest that is not valid");
            }
            throw e;
        }
    }

    private Manifest opened(FilmId film, byte[] bytes) {
        Manifest manifest =
                SignedDocument.decode(bytes).open(enrolled().serverKey(), SignedDocument.Kind.MANIFEST, Manifest.class);
        ProtocolVersion.check(manifest.version());
        if (!manifest.film().equals(film)) {
            throw new ProtocolFailure.Malformed("manifest").asException();
        }
        return manifest;
    }

    private Licence checked(FilmId film, SignedDocument document) {
        Licence licence = document.open(enrolled().serverKey(), SignedDocument.Kind.LICENCE, Licence.class);
        ProtocolVersion.check(licence.version());
        if (!licence.film().equals(film) || !licence.device().equals(enrolled().id())) {
            throw new ProtocolFailure.BadSignature("licence").asException();
        }
        return licence;
    }

    private EnrolledDevice enrolled() {
        return device.get().orElseThrow(() -> new ProtocolFailure.BadSignature("licence").asException());
    }
}
