package studio.karangou.server.feature.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.PreparedBatch;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.merge.ObservedRemoveSet;
import studio.karangou.common.model.merge.ObservedRemoveSet.Added;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feature.sync.LastWordStore.On;

/// Favourites: one row for each addition and each tag that was taken away, so that a removal holds although
/// what it removes comes later.
final class FavouriteStore {
    private static final String MARK =
            "update favourite set removed = true where owner = :owner and film = :film and tag = :tag";
    private static final String REMOVED_FIRST =
            "insert into favourite (owner, film, tag, removed) values (:owner, :film, :tag, true) on conflict do nothing";
    private static final String ADDED =
            "insert into favourite (owner, film, tag, removed) values (:owner, :film, :tag, false) on conflict do nothing";

    private record Row(On on, OperationId tag) {}

    /// Merges what came with what there is.
    void merge(Transaction transaction, Map<On, ObservedRemoveSet<FilmId, OperationId>> came) {
        Map<On, ObservedRemoveSet<FilmId, OperationId>> ordered = new TreeMap<>(On.ORDER);
        ordered.putAll(came);
        List<Row> removed = ordered.entrySet().stream()
                .flatMap(entry ->
                        entry.getValue().removed().elements().stream().map(tag -> new Row(entry.getKey(), tag)))
                .toList();
        List<Row> unknown = unmet(removed, write(transaction, removed, MARK));
        // what another adds in between is there the second time
        write(transaction, unmet(unknown, write(transaction, unknown, REMOVED_FIRST)), MARK);
        write(
                transaction,
                ordered.entrySet().stream()
                        .flatMap(entry -> entry.getValue().tags(entry.getKey().film()).stream()
                                .map(tag -> new Row(entry.getKey(), tag)))
                        .toList(),
                ADDED);
    }

    private static List<Row> unmet(List<Row> rows, int[] counts) {
        return IntStream.range(0, counts.length)
                .filter(i -> counts[i] <= 0)
                .mapToObj(rows::get)
                .toList();
    }

    private static int[] write(Transaction transaction, List<Row> rows, String sql) {
        if (rows.isEmpty()) {
            return new int[0];
        }
        PreparedBatch batch = transaction.handle().prepareBatch(sql);
        rows.forEach(row -> batch.bind("owner", row.on().owner())
                .bind("film", row.on().film().value())
                .bind("tag", row.tag().value())
                .add());
        return batch.execute();
    }

    /// What there is.
    Map<On, ObservedRemoveSet<FilmId, OperationId>> of(Transaction transaction, Collection<On> asked) {
        Map<On, ObservedRemoveSet<FilmId, OperationId>> there = new HashMap<>();
        if (asked.isEmpty()) {
            return there;
        }
        Map<On, List<Added<FilmId, OperationId>>> live = new HashMap<>();
        transaction
                .handle()
                .createQuery("select owner, film, tag from favourite where owner = any(:owners)"
                        + " and film = any(:films) and not removed")
                .bindArray(
                        "owners",
                        UUID.class,
                        asked.stream().map(On::owner).distinct().toArray())
                .bindArray(
                        "films",
                        UUID.class,
                        asked.stream().map(on -> on.film().value()).distinct().toArray())
                .map((row, _) -> new Row(
                        new On(Sql.id(row, "owner"), new FilmId(Sql.id(row, "film"))),
                        new OperationId(Sql.id(row, "tag"))))
                .forEach(row -> live.computeIfAbsent(row.on(), on -> new ArrayList<>())
                        .add(new Added<>(row.on().film(), row.tag())));
        asked.forEach(on -> there.put(on, ObservedRemoveSet.of(live.getOrDefault(on, List.of()), List.of())));
        return there;
    }
}
