package studio.karangou.server.http;

import java.util.concurrent.atomic.AtomicInteger;

/// Places for lines: half of the connections that there are, and half of those that a network has. A device needs a
/// second connection for what it sends and fetches, and who has no line needs one too.
final class LinePlaces {
    private static final int SHARE = 2;

    private final int most;
    private final NetworkConnections networks;
    private final AtomicInteger taken = new AtomicInteger();

    LinePlaces(Listening listening) {
        most = listening.connections() / SHARE;
        networks = new NetworkConnections(listening.connectionsOfNetwork() / SHARE);
    }

    /// @param network by which its connections are counted
    /// @return false if there is no place
    boolean take(String network) {
        if (taken.incrementAndGet() > most) {
            taken.decrementAndGet();
            return false;
        }
        boolean taking = networks.begin(network);
        if (!taking) {
            taken.decrementAndGet();
        }
        return taking;
    }

    void giveBack(String network) {
        networks.end(network);
        taken.decrementAndGet();
    }
}
