package studio.karangou.server.feature.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.merge.LastWriter;
import studio.karangou.common.model.merge.Stamp;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// A table with one row for what an owner says of a film, of which the last word counts.
final class LastWordStore<V> {
    private static final int TRIES = 3;

    private final String table;
    private final String owner;
    private final String value;
    private final Class<V> type;
    private final String also;

    /// @param owner its column of whose word it is
    /// @param value its column of what is said
    /// @param also a boolean column that a new word sets, empty if there is none
    LastWordStore(String table, String owner, String value, Class<V> type, String also) {
        this.table = table;
        this.owner = owner;
        this.value = value;
        this.type = type;
        this.also = also;
    }

    /// What a word is on.
    record On(UUID owner, FilmId film) {
        /// In which rows are locked and written, so that no two transactions wait for each other.
        static final Comparator<On> ORDER =
                Comparator.comparing((On on) -> on.owner.toString()).thenComparing(on -> on.film.toString());
    }

    /// The words that there are on these.
    Map<On, LastWriter<V>> said(Transaction transaction, Collection<On> on) {
        return read(transaction, on, "");
    }

    /// Says what is later than the words that there are.
    void say(Transaction transaction, Map<On, LastWriter<V>> words) {
        Map<On, LastWriter<V>> left = new TreeMap<>(On.ORDER);
        left.putAll(words);
        // another may begin the same row at the same time: then it is there, and is merged with, the next time
        for (int i = 0; i < TRIES && !left.isEmpty(); i++) {
            Map<On, LastWriter<V>> there = read(transaction, left.keySet(), " for update");
            Map<On, LastWriter<V>> later = new TreeMap<>(On.ORDER);
            there.forEach((on, word) -> {
                LastWriter<V> merged = word.merge(Objects.requireNonNull(left.get(on)));
                if (!merged.equals(word)) {
                    later.put(on, merged);
                }
                left.remove(on);
            });
            write(transaction, later, update());
            int[] begun = write(transaction, left, insert());
            int at = 0;
            for (var entries = left.entrySet().iterator(); entries.hasNext(); at++) {
                entries.next();
                if (begun[at] > 0) {
                    entries.remove();
                }
            }
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException("a row of " + table + " comes and goes");
        }
    }

    private Map<On, LastWriter<V>> read(Transaction transaction, Collection<On> on, String locked) {
        Map<On, LastWriter<V>> words = new HashMap<>();
        if (on.isEmpty()) {
            return words;
        }
        transaction
                .handle()
                .createQuery("select <owner> as owner, film, <value> as said, said_millis, said_counter, said_by,"
                        + " said_sequence from <table> where <owner> = any(:owners) and film = any(:films)"
                        + " order by 1, 2 <locked>")
                .define("owner", owner)
                .define("value", value)
                .define("table", table)
                .define("locked", locked)
                .bindArray(
                        "owners",
                        UUID.class,
                        on.stream().map(On::owner).distinct().toArray())
                .bindArray(
                        "films",
                        UUID.class,
                        on.stream().map(each -> each.film().value()).distinct().toArray())
                .map((row, _) -> Map.entry(new On(Sql.id(row, "owner"), new FilmId(Sql.id(row, "film"))), word(row)))
                .forEach(entry -> {
                    if (on.contains(entry.getKey())) {
                        words.put(entry.getKey(), entry.getValue());
                    }
                });
        return words;
    }

    private LastWriter<V> word(ResultSet row) throws SQLException {
        return new LastWriter<>(
                row.getObject("said", type),
                new Stamp(
                        new HybridTime(row.getLong("said_millis"), row.getInt("said_counter")),
                        new DeviceId(Sql.id(row, "said_by")),
                        row.getLong("said_sequence")));
    }

    private String update() {
        return "update <table> set <value> = :said, said_millis = :millis, said_counter = :counter, said_by = :by,"
                + " said_sequence = :sequence" + (also.isEmpty() ? "" : ", " + also + " = true")
                + " where <owner> = :owner and film = :film";
    }

    /// A conflict must be rare: H2 undoes the statement then, and until this transaction ends, who waits for
    /// it keeps a core busy.
    private String insert() {
        return "insert into <table> (<owner>, film, <value>, said_millis, said_counter, said_by, said_sequence"
                + (also.isEmpty() ? "" : ", " + also)
                + ") values (:owner, :film, :said, :millis, :counter, :by, :sequence" + (also.isEmpty() ? "" : ", true")
                + ") on conflict do nothing";
    }

    private int[] write(Transaction transaction, Map<On, LastWriter<V>> words, String sql) {
        if (words.isEmpty()) {
            return new int[0];
        }
        PreparedBatch batch = transaction
                .handle()
                .prepareBatch(sql)
                .define("owner", owner)
                .define("value", value)
                .define("table", table);
        words.forEach((on, word) -> batch.bind("owner", on.owner())
                .bind("film", on.film().value())
                .bind("said", word.value())
                .bind("millis", word.stamp().time().millis())
                .bind("counter", word.stamp().time().counter())
                .bind("by", word.stamp().device().value())
                .bind("sequence", word.stamp().sequence())
                .add());
        return batch.execute();
    }
}
