package studio.karangou.server.rotation;

import java.util.List;
import java.util.UUID;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Rows that are sealed under a key of before. Letters, codes and sign-ins under way are not among them: they end by
/// themselves within days, and are read until then.
final class SealedStore {
    /// What is sealed for long.
    enum Place {
        EMAIL("person_contact", "person", "sealed", " and kind = 'EMAIL'", "person_contact.email"),
        PHONE("person_contact", "person", "sealed", " and kind = 'PHONE'", "person_contact.phone"),
        SECOND_FACTOR("second_factor", "person", "sealed", "", "second_factor.sealed"),
        CONTENT_KEY("film_key", "film", "wrapped", "", "");

        private final String table;
        private final String id;
        private final String column;
        private final String condition;
        private final String name;

        Place(String table, String id, String column, String condition, String name) {
            this.table = table;
            this.id = id;
            this.column = column;
            this.condition = condition;
            this.name = name;
        }

        /// The column's name that its values are bound to.
        String boundTo() {
            return name;
        }
    }

    /// A sealed value.
    record Row(UUID id, Bytes sealed) {}

    /// Some rows after another that the key of a number has not sealed.
    ///
    /// @param after the last one that was seen
    List<Row> others(Transaction transaction, Place place, int key, UUID after, int limit) {
        return transaction
                .handle()
                .createQuery("select %2$s as id, %3$s as sealed from %1$s where %2$s > :after%4$s"
                                .formatted(place.table, place.id, place.column, place.condition)
                        + " and substring(%s from 1 for 1) <> :key order by %s limit :limit"
                                .formatted(place.column, place.id))
                .bind("after", after)
                .bind("key", new byte[] {(byte) key})
                .bind("limit", limit)
                .map((row, _) -> new Row(Sql.id(row, "id"), Sql.bytes(row, "sealed")))
                .list();
    }

    /// Puts another value in the place of one that is still the same.
    void replace(Transaction transaction, Place place, Row old, Bytes sealed) {
        transaction
                .handle()
                .createUpdate("update %1$s set %3$s = :sealed where %2$s = :id and %3$s = :old%4$s"
                        .formatted(place.table, place.id, place.column, place.condition))
                .bind("sealed", sealed.toArray())
                .bind("old", old.sealed().toArray())
                .bind("id", old.id())
                .execute();
    }
}
