package studio.karangou.server.feature.device;

import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Transaction;

/// Whom the devices of a host's venues have met, those included that were shut out since.
public final class MetAtVenues {
    /// Whether the person was at a device of one of the host's venues, or at no device at all.
    public boolean mayBeKnownTo(Transaction transaction, PersonId host, PersonId person) {
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
