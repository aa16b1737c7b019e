package studio.karangou.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.util.HexFormat;

/// Which address a request comes from, for limits.
public final class PeerAddress {
    private static final int IPV4 = 4;
    private static final int HALF_OF_IPV6 = 8;

    private final boolean behindProxy;

    /// @param behindProxy whether a proxy of ours stands before the server, which writes `X-Forwarded-For`;
    ///     without one, anybody could write it
    public PeerAddress(boolean behindProxy) {
        this.behindProxy = behindProxy;
    }

    /// The address, or what stands for it.
    public String of(ServerRequest request) {
        String peer = request.remotePeer().host();
        if (!behindProxy) {
            return peer;
        }
        return request.headers()
                .value(HeaderNames.X_FORWARDED_FOR)
                .map(chain -> chain.substring(chain.lastIndexOf(',') + 1).strip()) // the last one is our proxy's word
                .filter(address -> !address.isEmpty())
                .orElse(peer);
    }

    /// What is counted together: an IPv4 address, or the first half of an IPv6 address, of which a single household has
    /// the second to itself (RFC 6177).
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return bytes.length == IPV4 ? address : HexFormat.of().formatHex(bytes, 0, HALF_OF_IPV6);
        } catch (IllegalArgumentException e) {
            return address; // whatever a proxy wrote there
        }
    }
}
