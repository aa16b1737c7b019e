package studio.karangou.server.app;

import java.net.InetAddress;
import java.net.URI;

/// Addresses at which this machine talks to itself, so that nobody on the way listens.
final class ThisMachine {
    private ThisMachine() {}

    /// Whether it is such an address; a name other than `localhost` may stand for any machine tomorrow.
    static boolean is(URI address) {
        String host = address.getHost();
        if (host == null) {
            return false;
        }
        String bare = host.replaceAll("[\\[\\]]", "");
        try {
            return bare.equals("localhost") || InetAddress.ofLiteral(bare).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false; // a name
        }
    }
}
