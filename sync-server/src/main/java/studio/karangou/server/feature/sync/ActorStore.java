package studio.karangou.server.feature.sync;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Of whom it is believed that they did what a journal says.
final class ActorStore {
    /// Which of these people have been at this device, signed in. A device that was enrolled anew hands in what the one
    /// before it recorded: one of the same venue that was shut out, or stopped as a copy.
    Set<PersonId> met(Transaction transaction, Arrival arrival, Collection<PersonId> people) {
        if (people.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(transaction
                .handle()
                .createQuery("select distinct m.person from person_device m join device d on d.id = m.device"
                        + " where m.person = any(:people) and (d.id = :device or (d.venue = :venue"
                        + " and (d.revoked_at is not null or d.copied_at is not null)))")
                .bindArray(
                        "people",
                        UUID.class,
                        people.stream().map(PersonId::value).toArray())
                .bind("device", arrival.device().value())
                .bind("venue", arrival.venue().value())
                .map((row, _) -> new PersonId(Sql.id(row, "person")))
                .list());
    }
}
