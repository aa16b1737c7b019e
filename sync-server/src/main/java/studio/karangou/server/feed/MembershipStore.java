package studio.karangou.server.feed;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.Id;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Which scopes devices have joined.
final class MembershipStore {
    /// What a device has joined, up to a place in the feed.
    List<Membership> of(Transaction transaction, DeviceId device, long upTo) {
        return transaction
                .handle()
                .createQuery("select scope, joined from feed_member where device = :device and joined <= :upTo")
                .bind("device", device.value())
                .bind("upTo", upTo)
                .map((row, _) -> new Membership(Sql.id(row, "scope"), row.getLong("joined")))
                .list();
    }

    /// The people in whose scope a device is.
    Set<UUID> people(Transaction transaction, DeviceId device) {
        return new HashSet<>(transaction
                .handle()
                .createQuery("select m.scope from feed_member m join person p on p.id = m.scope"
                        + " where m.device = :device")
                .bind("device", device.value())
                .mapTo(UUID.class)
                .list());
    }

    /// Which of these scopes a device has not joined.
    Set<UUID> missing(Transaction transaction, DeviceId device, Collection<? extends Id> scopes) {
        Set<UUID> missing = new HashSet<>();
        scopes.forEach(scope -> missing.add(scope.value()));
        missing.removeAll(transaction
                .handle()
                .createQuery("select scope from feed_member where device = :device and scope = any(:scopes)")
                .bind("device", device.value())
                .bindArray("scopes", UUID.class, missing.toArray())
                .mapTo(UUID.class)
                .set());
        return missing;
    }

    void insert(Transaction transaction, DeviceId device, Collection<Membership> joined) {
        PreparedBatch batch = transaction
                .handle()
                .prepareBatch("insert into feed_member (device, scope, joined) values (:device, :scope, :joined)");
        for (Membership one : joined) {
            batch.bind("device", device.value())
                    .bind("scope", one.scope())
                    .bind("joined", one.joined())
                    .add();
        }
        batch.execute();
    }

    /// A scope is no more.
    void dissolve(Transaction transaction, UUID scope) {
        transaction
                .handle()
                .createUpdate("delete from feed_member where scope = :scope")
                .bind("scope", scope)
                .execute();
    }
}
