package studio.karangou.server.feature.catalogue;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.common.protocol.SignedDocument;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feed.ChangeFeedStore;
import studio.karangou.server.feed.FeedEntry;
import studio.karangou.server.keys.ContentKeyWrap;
import studio.karangou.server.storage.ObjectStore;

/// Films that can be shown: their signed manifests and their keys.
public final class FilmShelf {
    private final Database database;
    private final ChangeFeedStore feed;
    private final ObjectStore objects;
    private final SigningKeyPair signing;
    private final ContentKeyWrap keys;
    private final FilmStore films = new FilmStore();

    public FilmShelf(
            Database database, ChangeFeedStore feed, ObjectStore objects, SigningKeyPair signing, ContentKeyWrap keys) {
        this.database = database;
        this.feed = feed;
        this.objects = objects;
        this.signing = signing;
        this.keys = keys;
    }

    /// What a film's file has said, once every byte of it is in the object store.
    ///
    /// @param manifest unsigned; its revision is higher than that of any earlier preparation
    /// @param key that the segments are encrypted with, which is the film's [#contentKey]; a secret
    public record Preparation(
            Manifest manifest,
            ContentKey key,
            List<LanguageTag> spoken,
            List<LanguageTag> subtitles,
            Duration duration,
            ContentAddress poster) {}

    /// A film that can be shown.
    ///
    /// @param manifest where its signed manifest is
    /// @param key a secret
    public record Showable(FilmId film, ContentAddress manifest, ContentKey key) {}

    /// The film as the catalogue knows it; empty if nobody announced it.
    public Optional<Film> announced(FilmId film) {
        return database.inTransaction(transaction -> films.find(transaction, film))
                .map(FilmStore.StoredFilm::film);
    }

    /// The one key of a film, for every preparation of it: what is on the disks of venues, and their licences, must
    /// stay good when the film is prepared again. Drawn and kept when it is asked for the first time; the film
    /// is locked meanwhile, so that two nodes never draw two.
    ///
    /// @throws studio.karangou.common.model.FailureException with [CatalogueFailure.UnknownFilm]
    public ContentKey contentKey(FilmId film) {
        return database.inTransaction(transaction -> {
            if (films.lock(transaction, film).isEmpty()) {
                throw new CatalogueFailure.UnknownFilm().asException();
            }
            return films.key(transaction, film)
                    .map(wrapped -> keys.unwrap(film, wrapped))
                    .orElseGet(() -> {
                        ContentKey key = ContentKey.generate();
                        films.insertKey(transaction, film, keys.wrap(film, key));
                        return key;
                    });
        });
    }

    /// Signs and stores the manifest, then tells everyone, in one transaction.
    /// Again with a revision that is there already, it changes nothing.
    ///
    /// @throws studio.karangou.common.model.FailureException with [CatalogueFailure.UnknownFilm]
    public void put(Preparation prepared) {
        Manifest manifest = prepared.manifest();
        ContentAddress address = objects.put(SignedDocument.sign(signing, SignedDocument.Kind.MANIFEST, manifest)
                .encode());
        database.inTransaction(transaction -> {
            FilmStore.StoredFilm known = films.lock(transaction, manifest.film())
                    .orElseThrow(() -> new CatalogueFailure.UnknownFilm().asException());
            if (known.revision() >= manifest.revision()) {
                return known;
            }
            Film film = prepared(known.film(), prepared, address);
            films.update(transaction, film, manifest.revision());
            requireItsKey(transaction, film.id(), prepared.key());
            if (!known.withdrawn()) {
                feed.append(transaction, List.of(FeedEntry.film(film.id(), new Change.FilmChanged(film))));
            }
            return known;
        });
    }

    /// What is needed to show a film; empty while it is being prepared.
    ///
    /// @throws studio.karangou.common.model.FailureException with [CatalogueFailure.UnknownFilm]
    public Optional<Showable> showable(FilmId id) {
        return database.inTransaction(transaction -> showable(transaction, id, films.find(transaction, id)));
    }

    /// The same of a film that is watched, withdrawn since or not.
    ///
    /// @throws studio.karangou.common.model.FailureException with [CatalogueFailure.UnknownFilm]
    public Optional<Showable> opened(FilmId id) {
        return database.inTransaction(transaction -> showable(transaction, id, films.findAny(transaction, id)));
    }

    private Optional<Showable> showable(Transaction transaction, FilmId id, Optional<FilmStore.StoredFilm> found) {
        Film film = found.orElseThrow(() -> new CatalogueFailure.UnknownFilm().asException())
                .film();
        ContentAddress manifest = film.manifest();
        if (manifest == null) {
            return Optional.empty();
        }
        return films.key(transaction, id).map(wrapped -> new Showable(id, manifest, keys.unwrap(id, wrapped)));
    }

    private void requireItsKey(Transaction transaction, FilmId film, ContentKey key) {
        boolean its = films.key(transaction, film)
                .map(wrapped -> keys.unwrap(film, wrapped).export())
                .filter(known -> MessageDigest.isEqual(known, key.export()))
                .isPresent();
        if (!its) {
            throw new IllegalStateException("a film is encrypted with its one key");
        }
    }

    private static Film prepared(Film known, Preparation prepared, ContentAddress manifest) {
        return new Film(
                known.id(),
                known.title(),
                known.synopsis(),
                known.director(),
                known.year(),
                known.genre(),
                known.countries(),
                prepared.spoken(),
                prepared.subtitles(),
                prepared.duration(),
                known.project(),
                prepared.poster(),
                manifest);
    }
}
