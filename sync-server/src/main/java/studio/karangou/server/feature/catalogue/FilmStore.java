package studio.karangou.server.feature.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Films and their wrapped keys in the database.
final class FilmStore {
    /// A film and how often it was prepared.
    ///
    /// @param revision of the manifest, 0 while there is none
    /// @param withdrawn whether it is in the catalogue no longer
    record StoredFilm(Film film, int revision, boolean withdrawn) {}

    /// Films in the order of their titles.
    ///
    /// @param query what was typed, null for all
    /// @param after the last film of the page before, null for the first page
    List<Film> list(Transaction transaction, @Nullable String query, @Nullable FilmId after, int limit) {
        return transaction
                .handle()
                .createQuery("select f.document from film f"
                        + " where not f.withdrawn and (cast(:pattern as text) is null or f.search_text like :pattern escape '\\')"
                        + " and (cast(:after as uuid) is null"
                        + " or (f.title, f.id) > (select p.title, p.id from film p where p.id = cast(:after as uuid)))"
                        + " order by f.title, f.id limit :limit")
                .bind("pattern", query == null ? null : SearchText.pattern(query))
                .bind("after", Sql.id(after))
                .bind("limit", limit)
                .map((row, _) -> read(row.getString("document")))
                .list();
    }

    /// A film of the catalogue.
    Optional<StoredFilm> find(Transaction transaction, FilmId id) {
        return findAny(transaction, id).filter(film -> !film.withdrawn());
    }

    /// A film, withdrawn or not.
    Optional<StoredFilm> findAny(Transaction transaction, FilmId id) {
        return select(transaction, id, "");
    }

    /// The film, withdrawn or not, its row locked until the end of the transaction.
    Optional<StoredFilm> lock(Transaction transaction, FilmId id) {
        return select(transaction, id, " for update");
    }

    /// Which of these films there are.
    Set<FilmId> known(Transaction transaction, Collection<FilmId> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return transaction
                .handle()
                .createQuery("select id from film where id in (<ids>)")
                .bindList("ids", ids.stream().map(FilmId::value).toList())
                .map((row, _) -> new FilmId(Sql.id(row, "id")))
                .collect(Collectors.toSet());
    }

    void insert(Transaction transaction, Film film) {
        save(
                transaction,
                "insert into film (id, title, document, search_text, revision, manifest)"
                        + " values (:id, :title, :document, :search, :revision, :manifest)",
                film,
                0);
    }

    void update(Transaction transaction, Film film, int revision) {
        save(
                transaction,
                "update film set title = :title, document = :document, search_text = :search, revision = :revision,"
                        + " manifest = :manifest where id = :id",
                film,
                revision);
    }

    /// Takes a film out of the catalogue, or puts it back.
    void withdraw(Transaction transaction, FilmId film, boolean withdrawn, Instant now) {
        transaction
                .handle()
                .createUpdate("update film set withdrawn = :withdrawn, decided_at = :now where id = :id")
                .bind("withdrawn", withdrawn)
                .bind("now", Sql.time(now))
                .bind("id", film.value())
                .execute();
    }

    /// Keeps a film's key. There is one for ever: this fails if there is one already.
    void insertKey(Transaction transaction, FilmId film, Bytes wrapped) {
        transaction
                .handle()
                .createUpdate("insert into film_key (film, wrapped) values (:film, :wrapped)")
                .bind("film", film.value())
                .bind("wrapped", wrapped.toArray())
                .execute();
    }

    Optional<Bytes> key(Transaction transaction, FilmId film) {
        return transaction
                .handle()
                .createQuery("select wrapped from film_key where film = :film")
                .bind("film", film.value())
                .map((row, _) -> Sql.bytes(row, "wrapped"))
                .findOne();
    }

    private static Optional<StoredFilm> select(Transaction transaction, FilmId id, String lock) {
        return transaction
                .handle()
                .createQuery("select document, revision, withdrawn from film where id = :id" + lock)
                .bind("id", id.value())
                .map((row, _) -> new StoredFilm(
                        read(row.getString("document")), row.getInt("revision"), row.getBoolean("withdrawn")))
                .findOne();
    }

    private static void save(Transaction transaction, String sql, Film film, int revision) {
        ContentAddress manifest = film.manifest();
        transaction
                .handle()
                .createUpdate(sql)
                .bind("id", film.id().value())
                .bind("title", film.title())
                .bind("document", new String(Wire.toJson(film), StandardCharsets.UTF_8))
                .bind("search", SearchText.of(film))
                .bind("revision", revision)
                .bind("manifest", manifest == null ? null : manifest.hex())
                .execute();
    }

    private static Film read(String document) {
        try {
            return Wire.json().readValue(document, Film.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a film that we wrote", e);
        }
    }
}
