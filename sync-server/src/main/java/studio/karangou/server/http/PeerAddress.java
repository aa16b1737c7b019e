package studio.karangou.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;

/// Which address a request comes from, for limits.
public final class PeerAddress {
    private static final int IPV4 = 4;
    private static final int HALF_OF_IPV6 = 8;

    private final boolean behindProxy;
    private final List<Network> proxies;

    /// @param behindProxy whether a proxy of ours stands before the server on this machine, which writes
    ///     `X-Forwarded-For`; without one, anybody could write it
    public PeerAddress(boolean behindProxy) {
        this(behindProxy, Network.THIS_MACHINE);
    }

    /// @param proxies where our proxies are; nobody else's word is taken
    public PeerAddress(boolean behindProxy, List<Network> proxies) {
        this.behindProxy = behindProxy;
        this.proxies = List.copyOf(proxies);
    }

    /// Whether a request comes past the proxies, in the clear.
    boolean isPastProxies(Arrival arrival) {
        return behindProxy && !arrival.secure() && !isProxy(arrival);
    }

    /// Whether a request comes from this machine, and not only from a proxy on it.
    boolean isThisMachine(ServerRequest request) {
        return (behindProxy || !request.headers().contains(HeaderNames.X_FORWARDED_FOR))
                && Network.isIn(Network.THIS_MACHINE, bare(of(Arrival.of(request))));
    }

    private boolean isProxy(Arrival arrival) {
        return Network.isIn(proxies, bare(arrival.peer()));
    }

    /// What a request is counted by: the address it comes from, or the network of a household where that has many.
    public String networkOf(ServerRequest request) {
        return networkOf(Arrival.of(request));
    }

    String networkOf(Arrival arrival) {
        return network(of(arrival));
    }

    private String of(Arrival arrival) {
        String peer = arrival.peer();
        if (!behindProxy || !isProxy(arrival)) {
            return peer;
        }
        return arrival.headers()
                .value(HeaderNames.X_FORWARDED_FOR)
                .map(chain -> chain.substring(chain.lastIndexOf(',') + 1).strip()) // the last one is our proxy's word
                .filter(address -> !address.isEmpty())
                .orElse(peer);
    }

    /// What is counted together: an IPv4 address, or the first half of an IPv6 address, of which a single
    /// household has the second to itself (RFC 6177).
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        String bare = bare(address);
        try {
            InetAddress read = InetAddress.ofLiteral(bare);
            byte[] bytes = read.getAddress();
            return bytes.length == IPV4 ? read.getHostAddress() : HexFormat.of().formatHex(bytes, 0, HALF_OF_IPV6);
        } catch (IllegalArgumentException e) {
            return bare; // whatever a proxy wrote there
        }
    }

    /// Without the port, which some proxies write too and which is another one each time, and without the
    /// interface.
    private static String bare(String address) {
        if (address.startsWith("[")) {
            int end = address.indexOf(']');
            return end < 0 ? address : address.substring(1, end);
        }
        int colon = address.indexOf(':');
        if (colon >= 0 && colon == address.lastIndexOf(':')) {
            return address.substring(0, colon);
        }
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
