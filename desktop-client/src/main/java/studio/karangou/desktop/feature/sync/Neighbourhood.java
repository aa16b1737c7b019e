package studio.karangou.desktop.feature.sync;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Subscription;

/// The road through a neighbour on the local network: this device relays for its venue, or another one for it.
public interface Neighbourhood {
    /// How it stands.
    ///
    /// @param mayRelay whether this is a device that may relay: one of a venue's host
    /// @param relays whether it was chosen
    /// @param port that this relay listens on, 0 if it does not
    /// @param addresses at which others find this relay, as to be typed in
    /// @param held parcels of others that wait for the network
    /// @param typed address of the neighbour to use, empty when it is to be found
    /// @param neighbour that was used last, null if none was
    /// @param lastContact with it, null if none
    record State(
            boolean mayRelay,
            boolean relays,
            int port,
            List<String> addresses,
            int held,
            String typed,
            @Nullable String neighbour,
            @Nullable Instant lastContact) {
        public State {
            addresses = List.copyOf(addresses);
        }
    }

    State state();

    /// Relays for the venue from now on, or no more; remembered.
    ///
    /// @throws studio.karangou.common.model.FailureException if it cannot listen, or cannot be remembered
    void relay(boolean on);

    /// Uses the neighbour at an address first; remembered.
    ///
    /// @param address as in `192.168.1.12:7420`, empty for the one that is found
    /// @throws studio.karangou.common.model.FailureException if that is none
    void use(String address);

    /// Calls the listener, on any thread, when any of this changed.
    Subscription onChange(Runnable listener);
}
