package studio.karangou.server.feature.device;

import java.time.Instant;
import java.util.Optional;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceId;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Which requests from USB drives were answered, and for whom.
final class FileEnrolmentStore {
    private final DeviceStore devices = new DeviceStore();

    /// Whom a request let in.
    Optional<Device> answered(Transaction transaction, Bytes request) {
        return transaction
                .handle()
                .createQuery("select device from enrolment_request where request_hash = :hash")
                .bind("hash", request.toArray())
                .map((row, _) -> new DeviceId(Sql.id(row, "device")))
                .findOne()
                .flatMap(id -> devices.find(transaction, id));
    }

    /// A device that was let in with this key, is not shut out, and was never heard of: its answer was lost.
    Optional<Device> neverHeardOf(Transaction transaction, VerifyingKey key) {
        return transaction
                .handle()
                .createQuery("select id from device where signing_key = :key and revoked_at is null"
                        + " and contact_at is null and copied_at is null")
                .bind("key", key.raw().toArray())
                .map((row, _) -> new DeviceId(Sql.id(row, "id")))
                .findFirst()
                .flatMap(id -> devices.find(transaction, id));
    }

    void remember(Transaction transaction, Bytes request, DeviceId device, Instant now) {
        transaction
                .handle()
                .createUpdate("insert into enrolment_request (request_hash, device, answered_at)"
                        + " values (:hash, :device, :now)")
                .bind("hash", request.toArray())
                .bind("device", device.value())
                .bind("now", Sql.time(now))
                .execute();
    }
}
