package studio.karangou.desktop.engine.store;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Id;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationBody.CashSettled;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.FaultReported;
import studio.karangou.common.protocol.OperationBody.FavouriteAdded;
import studio.karangou.common.protocol.OperationBody.FavouriteRemoved;
import studio.karangou.common.protocol.OperationBody.FilmHeld;
import studio.karangou.common.protocol.OperationBody.FilmRated;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.common.protocol.OperationBody.KioskFilmChosen;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.OperationBody.RoomFollowed;
import studio.karangou.common.protocol.Wire;

/// This device's copy of the catalogue: films and projects. Kept in memory too, as every screen reads it.
public final class CatalogueStore {
    /// Ids are UUIDs of version 7, so the newest has the highest.
    private static final Comparator<UUID> NEWEST_FIRST =
            Comparator.comparing(UUID::toString).reversed();

    private final LocalDatabase database;
    private volatile @Nullable Copy copy;

    public CatalogueStore(LocalDatabase database) {
        this.database = database;
    }

    private record Copy(Map<UUID, Film> films, Map<UUID, Project> projects) {}

    /// Every film, the newest first.
    public List<Film> films() {
        return List.copyOf(copy().films.values());
    }

    public Optional<Film> film(FilmId id) {
        return Optional.ofNullable(copy().films.get(id.value()));
    }

    /// Every project, the newest first.
    public List<Project> projects() {
        return List.copyOf(copy().projects.values());
    }

    public Optional<Project> project(ProjectId id) {
        return Optional.ofNullable(copy().projects.get(id.value()));
    }

    /// The title of the film or project that an operation is about, empty if it is not known here.
    public Optional<String> title(OperationBody body) {
        return switch (body) {
            case ContributionMade made -> project(made.project()).map(Project::title);
            case MessagePosted posted -> film(posted.film()).map(Film::title);
            case FilmViewed viewed -> film(viewed.film()).map(Film::title);
            case KioskFilmChosen chosen -> film(chosen.film()).map(Film::title);
            case FilmHeld held -> film(held.film()).map(Film::title);
            case FavouriteAdded added -> film(added.film()).map(Film::title);
            case FavouriteRemoved removed -> film(removed.film()).map(Film::title);
            case FilmRated rated -> film(rated.film()).map(Film::title);
            case RoomFollowed followed -> film(followed.film()).map(Film::title);
            case CashSettled _, FaultReported _ -> Optional.empty();
        };
    }

    /// Adds or replaces a film that is known from elsewhere than the change feed.
    public void put(Film film) {
        database.write(handle -> put(handle, film));
        forget();
    }

    static int put(Handle handle, Film film) {
        handle.createUpdate("DELETE FROM film_withdrawn WHERE film = :film")
                .bind("film", film.id().value())
                .execute();
        return put(handle, "film", film.id(), film);
    }

    /// It is in the catalogue no longer; what is on disk of it is to go.
    static void withdraw(Handle handle, FilmId film) {
        handle.createUpdate("DELETE FROM film WHERE id = :film")
                .bind("film", film.value())
                .execute();
        handle.createUpdate("MERGE INTO film_withdrawn (film) KEY (film) VALUES (:film)")
                .bind("film", film.value())
                .execute();
    }

    /// Films that the operator took away.
    public List<FilmId> withdrawn() {
        return database.read(handle -> handle.createQuery("SELECT film FROM film_withdrawn ORDER BY film")
                .map((row, context) -> new FilmId(row.getObject(1, UUID.class)))
                .list());
    }

    static int put(Handle handle, Project project) {
        return put(handle, "project", project.id(), project);
    }

    /// What is in memory is read again the next time.
    void forget() {
        copy = null;
    }

    private Copy copy() {
        Copy known = copy;
        if (known == null) {
            known = database.read(
                    handle -> new Copy(all(handle, "film", Film.class), all(handle, "project", Project.class)));
            copy = known;
        }
        return known;
    }

    private static int put(Handle handle, String table, Id id, Object value) {
        return handle.createUpdate("MERGE INTO <table> (id, body) KEY (id) VALUES (:id, :body)")
                .define("table", table)
                .bind("id", id.value())
                .bind("body", Wire.toCbor(value))
                .execute();
    }

    private static <T> Map<UUID, T> all(Handle handle, String table, Class<T> type) {
        Map<UUID, T> all = new TreeMap<>(NEWEST_FIRST);
        handle.createQuery("SELECT id, body FROM <table>")
                .define("table", table)
                .map((row, context) ->
                        Map.entry(row.getObject(1, UUID.class), Wire.fromCbor(table, row.getBytes(2), type)))
                .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return all;
    }
}
