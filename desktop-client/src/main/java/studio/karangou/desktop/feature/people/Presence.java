package studio.karangou.desktop.feature.people;

import java.util.Optional;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Subscription;

/// Who is signed in on this device; never waits on the network.
public interface Presence {
    Optional<SignedIn> current();

    /// Why the last session ended without the person ending it, until somebody signs in again.
    Optional<Failure> endedBecause();

    /// Whether this device remembers people beyond the end of the program; a kiosk does not.
    boolean remembers();

    /// For how many days it lets them in without a network.
    int offlineDays();

    /// Calls the listener, on any thread, when any of this changed.
    Subscription onChange(Runnable listener);

    /// Ends the session: here at once, on the server as soon as it answers, if it does. Blocks.
    ///
    /// @param forget whether this device forgets the person too, so that they cannot come in without a network
    void signOut(boolean forget);
}
