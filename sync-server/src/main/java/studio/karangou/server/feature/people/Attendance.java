package studio.karangou.server.feature.people;

import java.util.Optional;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Transaction;

/// Takes note of who is at which device, tells it whom it is not to let in by itself any more, and says whom a host has
/// met there. What people did there is believed to be
/// theirs because of it, so it is noted
/// with the session itself: a visitor may be gone before their program asks for anything else.
public interface Attendance {
    /// Which device a token of a device's session was made for; it may be over for a while.
    ///
    /// @return empty for a token that is not good, which is no reason to refuse anything
    Optional<DeviceId> shownBy(String token);

    /// Somebody opened a session, or went on with one, at a device. One that was shut out is passed over.
    void met(Transaction transaction, PersonId person, DeviceId device);

    /// Tells the devices that somebody has been at to let them in with the network first, from now on.
    ///
    /// @param version the first that opens the account from now on
    void closeDoors(Transaction transaction, PersonId person, long version);

    /// Whether a host can say who this is: somebody who was at a device of one of the host's venues, those included
    /// that were shut out since, or at no device at all.
    boolean mayBeKnownTo(Transaction transaction, PersonId host, PersonId person);
}
