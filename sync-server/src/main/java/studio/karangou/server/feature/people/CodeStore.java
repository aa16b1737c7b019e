package studio.karangou.server.feature.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// One-time codes in the database.
final class CodeStore {
    private static final String COLUMNS =
            "select id, purpose, person, draft, lookup, code_mac, attempts_left, expires_at from one_time_code";

    /// A code that is not used up.
    ///
    /// @param draft sealed
    record Row(
            UUID id,
            OneTimeCodes.Purpose purpose,
            @Nullable PersonId person,
            @Nullable Bytes draft,
            @Nullable Bytes lookup,
            Bytes mac,
            int attemptsLeft,
            Instant expires) {}

    void add(Transaction transaction, Row row, Bytes linkHash) {
        transaction
                .handle()
                .createUpdate("insert into one_time_code (id, purpose, person, draft, lookup, code_mac, link_hash,"
                        + " attempts_left, expires_at) values (:id, :purpose, cast(:person as uuid),"
                        + " cast(:draft as bytea), cast(:lookup as bytea), :mac, :link,"
                        + " :attempts, :expires)")
                .bind("id", row.id())
                .bind("purpose", row.purpose().name())
                .bind("person", Sql.id(row.person()))
                .bind("draft", bytes(row.draft()))
                .bind("lookup", bytes(row.lookup()))
                .bind("mac", row.mac().toArray())
                .bind("link", linkHash.toArray())
                .bind("attempts", row.attemptsLeft())
                .bind("expires", Sql.time(row.expires()))
                .execute();
    }

    Optional<Row> lock(Transaction transaction, UUID id) {
        return transaction
                .handle()
                .createQuery(COLUMNS + " where id = :id and used_at is null for update")
                .bind("id", id)
                .map((row, _) -> row(row))
                .findOne();
    }

    Optional<Row> lockByLink(Transaction transaction, Bytes linkHash) {
        return transaction
                .handle()
                .createQuery(COLUMNS + " where link_hash = :hash and used_at is null for update")
                .bind("hash", linkHash.toArray())
                .map((row, _) -> row(row))
                .findOne();
    }

    /// What hosts have handed out for a phone.
    List<Row> lockHosts(Transaction transaction, Bytes lookup, Instant now) {
        return transaction
                .handle()
                .createQuery(COLUMNS + " where lookup = :lookup and purpose = 'HOST' and used_at is null"
                        + " and expires_at > :now order by id for update")
                .bind("lookup", lookup.toArray())
                .bind("now", Sql.time(now))
                .map((row, _) -> row(row))
                .list();
    }

    void countAttempt(Transaction transaction, UUID id) {
        transaction
                .handle()
                .createUpdate("update one_time_code set attempts_left = attempts_left - 1 where id = :id")
                .bind("id", id)
                .execute();
    }

    void setUsed(Transaction transaction, UUID id, Instant now) {
        transaction
                .handle()
                .createUpdate("update one_time_code set used_at = :now where id = :id")
                .bind("id", id)
                .bind("now", Sql.time(now))
                .execute();
    }

    /// All that were drawn for a person, or for an address of theirs.
    void forgetOf(Transaction transaction, PersonId person, List<Bytes> lookups) {
        transaction
                .handle()
                .createUpdate("delete from one_time_code where person = :person and used_at is null")
                .bind("person", person.value())
                .execute();
        for (Bytes lookup : lookups) {
            transaction
                    .handle()
                    .createUpdate("delete from one_time_code where lookup = :lookup and used_at is null")
                    .bind("lookup", lookup.toArray())
                    .execute();
        }
    }

    void forget(Transaction transaction, Instant endedBefore) {
        transaction
                .handle()
                .createUpdate("delete from one_time_code where expires_at < :end")
                .bind("end", Sql.time(endedBefore))
                .execute();
    }

    private static byte @Nullable [] bytes(@Nullable Bytes bytes) {
        return bytes == null ? null : bytes.toArray();
    }

    private static Row row(ResultSet row) throws SQLException {
        UUID person = row.getObject("person", UUID.class);
        return new Row(
                Sql.id(row, "id"),
                OneTimeCodes.Purpose.valueOf(row.getString("purpose")),
                person == null ? null : new PersonId(person),
                bytesOrNull(row, "draft"),
                bytesOrNull(row, "lookup"),
                Sql.bytes(row, "code_mac"),
                row.getInt("attempts_left"),
                Sql.time(row, "expires_at"));
    }

    private static @Nullable Bytes bytesOrNull(ResultSet row, String column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : Bytes.of(bytes);
    }
}
