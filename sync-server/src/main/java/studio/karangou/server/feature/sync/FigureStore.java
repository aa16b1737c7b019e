package studio.karangou.server.feature.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.Change;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// What is told of films, and what of it is to be told anew.
final class FigureStore {
    /// Films of which something is not told yet, and nothing was since a moment. Those that were not told for
    /// longest come first.
    List<FilmId> due(Transaction transaction, Instant since, int most) {
        return transaction
                .handle()
                .createQuery("select f.id from film f left join film_figures g on g.film = f.id"
                        + " where (g.told_at is null or g.told_at <= :since) and (g.due"
                        + " or exists (select 1 from film_tally t where t.film = f.id and t.untold)"
                        + " or exists (select 1 from film_rating r where r.film = f.id and r.untold))"
                        + " order by g.told_at nulls first, f.id limit :most")
                .bind("since", Sql.time(since))
                .bind("most", most)
                .map((row, _) -> new FilmId(Sql.id(row, "id")))
                .list();
    }

    /// Takes note that everything of these films is told. First of all: what another adds meanwhile waits for
    /// this transaction, or is seen by what is counted next. Rows are locked in the order of the batches,
    /// ratings first.
    void toldAll(Transaction transaction, Collection<FilmId> films) {
        lockAndTell(transaction, "film_rating", "owner", films);
        lockAndTell(transaction, "film_tally", "device", films);
    }

    private static void lockAndTell(Transaction transaction, String table, String by, Collection<FilmId> films) {
        transaction
                .handle()
                .createQuery(
                        "select film from <table> where film = any(:films) and untold order by <by>, film for update")
                .define("table", table)
                .define("by", by)
                .bindArray("films", UUID.class, ids(films))
                .mapTo(UUID.class)
                .list();
        transaction
                .handle()
                .createUpdate("update <table> set untold = false where film = any(:films) and untold")
                .define("table", table)
                .bindArray("films", UUID.class, ids(films))
                .execute();
    }

    private static Object[] ids(Collection<FilmId> films) {
        return films.stream().map(FilmId::value).toArray();
    }

    /// What is counted of these films now.
    List<Change.FilmFigures> counted(Transaction transaction, Collection<FilmId> films) {
        Map<FilmId, TallyStore.Count> watched = watched(transaction.handle(), films);
        Map<FilmId, Rated> rated = rated(transaction.handle(), films);
        List<Change.FilmFigures> figures = new ArrayList<>();
        for (FilmId film : films) {
            TallyStore.Count seen = watched.getOrDefault(film, new TallyStore.Count(0, 0));
            Rated given = rated.getOrDefault(film, new Rated(0, 0));
            figures.add(
                    new Change.FilmFigures(film, seen.viewings(), seen.spectators(), given.ratings(), given.stars()));
        }
        return figures;
    }

    /// Summed by the database: devices wait for these rows meanwhile, and each has one of its own.
    private static Map<FilmId, TallyStore.Count> watched(Handle handle, Collection<FilmId> films) {
        Map<FilmId, TallyStore.Count> watched = new HashMap<>();
        handle.createQuery("select film, sum(viewings) as viewings, sum(spectators) as spectators from film_tally"
                        + " where film = any(:films) group by film")
                .bindArray("films", UUID.class, ids(films))
                .map((row, _) -> Map.entry(
                        new FilmId(Sql.id(row, "film")),
                        new TallyStore.Count(row.getLong("viewings"), row.getLong("spectators"))))
                .forEach(entry -> watched.put(entry.getKey(), entry.getValue()));
        return watched;
    }

    private record Rated(long ratings, long stars) {}

    private static Map<FilmId, Rated> rated(Handle handle, Collection<FilmId> films) {
        Map<FilmId, Rated> rated = new HashMap<>();
        handle.createQuery("select film, count(*) as ratings, sum(stars) as stars from film_rating"
                        + " where film = any(:films) group by film")
                .bindArray("films", UUID.class, ids(films))
                .map((row, _) -> Map.entry(
                        new FilmId(Sql.id(row, "film")), new Rated(row.getLong("ratings"), row.getLong("stars"))))
                .forEach(entry -> rated.put(entry.getKey(), entry.getValue()));
        return rated;
    }

    /// What was last told of these films.
    Map<FilmId, Change.FilmFigures> lastTold(Transaction transaction, Collection<FilmId> films) {
        Map<FilmId, Change.FilmFigures> told = new HashMap<>();
        transaction
                .handle()
                .createQuery("select film, viewings, spectators, ratings, stars from film_figures"
                        + " where film = any(:films) order by film for update")
                .bindArray("films", UUID.class, ids(films))
                .map((row, _) -> new Change.FilmFigures(
                        new FilmId(Sql.id(row, "film")),
                        row.getLong("viewings"),
                        row.getLong("spectators"),
                        row.getLong("ratings"),
                        row.getLong("stars")))
                .forEach(figures -> told.put(figures.film(), figures));
        return told;
    }

    /// Takes note of what is told.
    void tell(Transaction transaction, Collection<Change.FilmFigures> figures, Instant now) {
        List<Change.FilmFigures> ordered = List.copyOf(figures);
        int[] met = write(
                transaction,
                "update film_figures set viewings = :viewings, spectators = :spectators, ratings = :ratings,"
                        + " stars = :stars, due = false, told_at = :now where film = :film",
                ordered,
                now);
        List<Change.FilmFigures> fresh = new ArrayList<>();
        for (int i = 0; i < met.length; i++) {
            if (met[i] == 0) {
                fresh.add(ordered.get(i));
            }
        }
        // should another node tell of the same film for the first time, it tells the same
        write(
                transaction,
                "insert into film_figures (film, viewings, spectators, ratings, stars, due, told_at)"
                        + " values (:film, :viewings, :spectators, :ratings, :stars, false, :now) on conflict do nothing",
                fresh,
                now);
    }

    private static int[] write(Transaction transaction, String sql, List<Change.FilmFigures> figures, Instant now) {
        if (figures.isEmpty()) {
            return new int[0];
        }
        PreparedBatch batch = transaction.handle().prepareBatch(sql);
        figures.forEach(each -> batch.bind("film", each.film().value())
                .bind("viewings", each.viewings())
                .bind("spectators", each.spectators())
                .bind("ratings", each.ratings())
                .bind("stars", each.stars())
                .bind("now", Sql.time(now))
                .add());
        return batch.execute();
    }
}
