package studio.karangou.server.feature.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.common.protocol.PushReceipt.Quarantined;
import studio.karangou.server.db.BulkInsert;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Journals of devices in the database.
final class JournalStore {
    private static final BulkInsert INSERT = new BulkInsert(
            "operation",
            "device",
            "sequence",
            "operation_id",
            "encoded",
            "chain_hash",
            "received_at",
            "quarantine",
            "actor");
    /// Money is taken on the word of a venue that is the operator's, or whose host is one now.
    private static final String VOUCHED = "(select case when v.host is null then not v.host_left else exists ("
            + "select 1 from person_role r where r.person = v.host and r.role = 'VENUE_HOST' and r.state = 'VERIFIED')"
            + " end from venue v where v.id = device.venue) as vouched";

    private static final String SELECT =
            "select name, venue, profile, signing_key, acknowledged, chain_hash, revoked_at, " + VOUCHED
                    + " from device where id = :device";

    Optional<JournalState> find(Transaction transaction, DeviceId device) {
        return select(transaction, device, SELECT);
    }

    /// The journal's state, its row locked: one batch of a device at a time.
    Optional<JournalState> lock(Transaction transaction, DeviceId device) {
        return select(transaction, device, SELECT + " for update");
    }

    void acknowledge(Transaction transaction, DeviceId device, long sequence, Bytes chainHash) {
        transaction
                .handle()
                .createUpdate("update device set acknowledged = :sequence, chain_hash = :hash where id = :device")
                .bind("device", device.value())
                .bind("sequence", sequence)
                .bind("hash", chainHash.toArray())
                .execute();
    }

    /// The hash chain after an operation that is there.
    Optional<Bytes> chainHash(Transaction transaction, DeviceId device, long sequence) {
        return transaction
                .handle()
                .createQuery("select chain_hash from operation where device = :device and sequence = :sequence")
                .bind("device", device.value())
                .bind("sequence", sequence)
                .map((row, _) -> Sql.bytes(row, "chain_hash"))
                .findOne();
    }

    /// Which of these ids are there already.
    Set<OperationId> known(Transaction transaction, Collection<OperationId> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return transaction
                .handle()
                .createQuery("select operation_id from operation where operation_id = any(:ids)")
                .bindArray(
                        "ids", UUID.class, ids.stream().map(OperationId::value).toArray())
                .map((row, _) -> new OperationId(Sql.id(row, "operation_id")))
                .collect(Collectors.toSet());
    }

    /// Keeps operations, applied or not. Only one that is applied holds its id: one in quarantine must not
    /// keep another from being applied.
    void insert(Transaction transaction, DeviceId device, List<ArrivedOperation> operations, Instant now) {
        INSERT.write(
                transaction,
                operations,
                (row, operation) -> row.id(device.value())
                        .bigint(operation.sequence())
                        .id(operation.quarantine() == null ? Sql.id(operation.id()) : null)
                        .bytes(operation.encoded().toArray())
                        .bytes(operation.chainHash().toArray())
                        .time(now)
                        .text(operation.quarantine())
                        .id(Sql.id(operation.actor())));
    }

    /// What is in quarantine of a run of sequences, the first of it if there is more.
    List<Quarantined> quarantined(Transaction transaction, DeviceId device, long first, long last, int most) {
        return transaction
                .handle()
                .createQuery(
                        "select sequence, encoded, quarantine from operation where device = :device"
                                + " and sequence between :first and :last and quarantine is not null order by sequence limit :most")
                .bind("device", device.value())
                .bind("first", first)
                .bind("last", last)
                .bind("most", most)
                .map((row, _) -> new Quarantined(
                        row.getLong("sequence"),
                        OperationCodec.peekId(row.getBytes("encoded")),
                        row.getString("quarantine")))
                .list();
    }

    private static Optional<JournalState> select(Transaction transaction, DeviceId device, String sql) {
        return transaction
                .handle()
                .createQuery(sql)
                .bind("device", device.value())
                .map((row, _) -> state(row))
                .findOne();
    }

    private static JournalState state(ResultSet row) throws SQLException {
        return new JournalState(
                row.getString("name"),
                new VenueId(Sql.id(row, "venue")),
                DeviceProfile.valueOf(row.getString("profile")),
                new VerifyingKey(Sql.bytes(row, "signing_key")),
                row.getLong("acknowledged"),
                Sql.bytes(row, "chain_hash"),
                Sql.timeOrNull(row, "revoked_at") != null,
                row.getBoolean("vouched"));
    }
}
