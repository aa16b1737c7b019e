package studio.karangou.server.feature.device;

import java.time.Instant;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Who has been at which device, in the database.
final class MeetingStore {
    /// Notes a meeting, once. The person's row is locked: who is being erased leaves nothing behind.
    ///
    /// @return whether it is there now; not if the person was erased or the device shut out
    boolean note(Transaction transaction, Meetings.Meeting meeting, Instant now) {
        boolean may = transaction
                .handle()
                .createQuery("select 1 from person p where p.id = :person and p.erased_at is null and exists"
                        + " (select 1 from device d where d.id = :device and d.revoked_at is null) for update")
                .bind("person", meeting.person().value())
                .bind("device", meeting.device().value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
        if (may) {
            transaction
                    .handle()
                    .createUpdate("insert into person_device (person, device, since)"
                            + " select cast(:person as uuid), cast(:device as uuid), cast(:now as timestamp with time zone)"
                            + " where not exists (select 1 from person_device"
                            + " where person = cast(:person as uuid) and device = cast(:device as uuid))")
                    .bind("person", meeting.person().value())
                    .bind("device", meeting.device().value())
                    .bind("now", Sql.time(now))
                    .execute();
        }
        return may;
    }

    /// Whether a device is used by whoever passes by.
    boolean isKiosk(Transaction transaction, DeviceId device) {
        return transaction
                .handle()
                .createQuery("select 1 from device where id = :device and profile = :kiosk")
                .bind("device", device.value())
                .bind("kiosk", DeviceProfile.BORNE.name())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    boolean mayBeKnownTo(Transaction transaction, PersonId host, PersonId person) {
        return transaction
                .handle()
                .createQuery("select 1 from person p where p.id = :person and"
                        + " (not exists (select 1 from person_device m where m.person = p.id)"
                        + " or exists (select 1 from person_device m join device d on d.id = m.device"
                        + " join venue v on v.id = d.venue where m.person = p.id and v.host = :host))")
                .bind("person", person.value())
                .bind("host", host.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }
}
