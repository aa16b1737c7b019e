package studio.karangou.server.feature.sync;

import java.util.Optional;
import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.VenueId;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Who sends parcels.
final class ParcelStore {
    Optional<ParcelSender> sender(Transaction transaction, DeviceId device) {
        return transaction
                .handle()
                .createQuery("select venue, signing_key, sealing_key, acknowledged, revoked_at from device"
                        + " where id = :device")
                .bind("device", device.value())
                .map((row, _) -> new ParcelSender(
                        new VenueId(Sql.id(row, "venue")),
                        new VerifyingKey(Sql.bytes(row, "signing_key")),
                        new SealingKey(Sql.bytes(row, "sealing_key")),
                        row.getLong("acknowledged"),
                        Sql.timeOrNull(row, "revoked_at") != null))
                .findOne();
    }
}
