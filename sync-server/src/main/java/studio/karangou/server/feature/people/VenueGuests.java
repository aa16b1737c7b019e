package studio.karangou.server.feature.people;

import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Transaction;

/// Whom the devices of venues have met; wired in `app`.
@FunctionalInterface
public interface VenueGuests {
    /// Whether a host can say who this is: somebody who was at a device of one of the host's venues, or at no device
    /// at all.
    boolean mayBeKnownTo(Transaction transaction, PersonId host, PersonId person);
}
