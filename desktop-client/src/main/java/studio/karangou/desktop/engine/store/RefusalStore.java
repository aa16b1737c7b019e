package studio.karangou.desktop.engine.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationCodec;

/// Which refused operations a person has dealt with: mended by another one, or not to be shown any more. That holds
/// for as long as the server refuses them; one that it takes after all is shown like any other.
final class RefusalStore {
    private final LocalDatabase database;

    RefusalStore(LocalDatabase database) {
        this.database = database;
    }

    /// A refused operation of a device that nobody has dealt with.
    Optional<Operation> open(DeviceId device, OperationId refused) {
        return database.read(handle -> open(handle, device, refused));
    }

    private static Optional<Operation> open(Handle handle, DeviceId device, OperationId refused) {
        return handle.createQuery("""
                        SELECT sequence, body FROM operation
                        WHERE device = :device AND id = :id AND refusal IS NOT NULL
                        AND id NOT IN (SELECT operation FROM refusal_settled)""")
                .bind("device", device.value())
                .bind("id", refused.value())
                .map((row, context) -> OperationCodec.decode(device, row.getLong(1), row.getBytes(2)))
                .findOne();
    }

    /// Takes note that a person does not want to see it any more.
    ///
    /// @return whether it was open until now
    boolean discard(DeviceId device, OperationId refused, Instant at) {
        return database.write(handle -> open(handle, device, refused).isPresent() && settle(handle, refused, at) > 0);
    }

    /// Takes note that a person has dealt with it.
    void settle(OperationId refused, Instant at) {
        database.write(handle -> settle(handle, refused, at));
    }

    private static int settle(Handle handle, OperationId refused, Instant at) {
        return handle.createUpdate("MERGE INTO refusal_settled (operation, at) KEY (operation) VALUES (:id, :at)")
                .bind("id", refused.value())
                .bind("at", at.toEpochMilli())
                .execute();
    }

    /// What the server refuses anew, as after the database was made anew, and what was mended before: the
    /// journal still has the operation that mends it.
    void settleMended(DeviceId device, List<Long> refused, Instant at) {
        for (long sequence : refused) {
            database.write(handle -> {
                Optional<OperationId> mended = id(handle, device, sequence).filter(id -> has(handle, MendedId.of(id)));
                return mended.map(id -> settle(handle, id, at)).orElse(0);
            });
        }
    }

    private static Optional<OperationId> id(Handle handle, DeviceId device, long sequence) {
        return handle.createQuery("SELECT id FROM operation WHERE device = :device AND sequence = :sequence")
                .bind("device", device.value())
                .bind("sequence", sequence)
                .mapTo(UUID.class)
                .findOne()
                .map(OperationId::new);
    }

    private static boolean has(Handle handle, OperationId id) {
        return handle.createQuery("SELECT COUNT(*) FROM operation WHERE id = :id")
                        .bind("id", id.value())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }
}
