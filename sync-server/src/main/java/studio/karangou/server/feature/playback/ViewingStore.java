package studio.karangou.server.feature.playback;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Leases of viewing sessions.
final class ViewingStore {
    /// Of whom a viewing is.
    ///
    /// @param person null when nobody said
    record Viewing(DeviceId device, @Nullable PersonId person, Instant leaseUntil) {}

    /// Two who ask at once for the same device or person come one after the other.
    void lock(Transaction transaction, DeviceId device, @Nullable PersonId person) {
        lock(transaction, "device", device.value());
        if (person != null) {
            lock(transaction, "person", person.value());
        }
    }

    private static void lock(Transaction transaction, String table, UUID id) {
        transaction
                .handle()
                .createQuery("select id from " + table + " where id = :id for update")
                .bind("id", id)
                .mapTo(UUID.class)
                .findOne();
    }

    Optional<Viewing> find(Transaction transaction, UUID id) {
        return transaction
                .handle()
                .createQuery("select device, person, lease_until from viewing where id = :id")
                .bind("id", id)
                .map((row, _) -> {
                    @Nullable UUID person = row.getObject("person", UUID.class);
                    return new Viewing(
                            new DeviceId(Sql.id(row, "device")),
                            person == null ? null : new PersonId(person),
                            Sql.time(row, "lease_until"));
                })
                .findOne();
    }

    /// How many others are under way: the larger of those of the device and those of the person.
    int others(Transaction transaction, UUID but, DeviceId device, @Nullable PersonId person, Instant now) {
        int ofDevice = others(transaction, but, "device", device.value(), now);
        return person == null ? ofDevice : Math.max(ofDevice, others(transaction, but, "person", person.value(), now));
    }

    private static int others(Transaction transaction, UUID but, String column, UUID whose, Instant now) {
        return transaction
                .handle()
                .createQuery("select count(*) from viewing where " + column
                        + " = :whose and lease_until > :now and id <> :but")
                .bind("whose", whose)
                .bind("now", Sql.time(now))
                .bind("but", but)
                .mapTo(Integer.class)
                .one();
    }

    void add(
            Transaction transaction,
            UUID id,
            DeviceId device,
            @Nullable PersonId person,
            FilmId film,
            Instant now,
            Instant until) {
        transaction
                .handle()
                .createUpdate("insert into viewing (id, device, person, film, opened_at, lease_until)"
                        + " values (:id, :device, cast(:person as uuid), :film, :now, :until)")
                .bind("id", id)
                .bind("device", device.value())
                .bind("person", Sql.id(person))
                .bind("film", film.value())
                .bind("now", Sql.time(now))
                .bind("until", Sql.time(until))
                .execute();
    }

    void renew(Transaction transaction, UUID id, Instant until) {
        transaction
                .handle()
                .createUpdate("update viewing set lease_until = :until where id = :id")
                .bind("until", Sql.time(until))
                .bind("id", id)
                .execute();
    }

    /// Forgets what was over long ago: who watched what when is nobody's business then.
    void forget(Transaction transaction, Instant before) {
        transaction
                .handle()
                .createUpdate("delete from viewing where lease_until < :before")
                .bind("before", Sql.time(before))
                .execute();
    }
}
