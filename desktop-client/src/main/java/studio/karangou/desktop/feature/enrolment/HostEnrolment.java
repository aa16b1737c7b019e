package studio.karangou.desktop.feature.enrolment;

import java.net.URI;
import java.util.List;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.VenueApi.VenueDraft;
import studio.karangou.common.protocol.VenueApi.VenueShown;

/// Enrolment from nothing: people register and sign in at a device that belongs to no venue yet, and a host makes it
/// one of theirs. Every method blocks and throws a [studio.karangou.common.model.FailureException].
public interface HostEnrolment {
    /// People speak with this server from now on. A session that may be another server's is forgotten, unsent.
    void goTo(URI server);

    /// How the account of who is signed in stands now.
    Account account();

    /// Asks for the profile of a host, which an administrator verifies.
    Account askToBeHost();

    /// The venues of who is signed in, a verified host.
    List<VenueShown> venues();

    VenueShown register(VenueDraft draft);

    /// Draws a code for this venue and uses it at once.
    EnrolledDevice enrol(URI server, VenueId venue, String deviceName, DeviceProfile profile);
}
