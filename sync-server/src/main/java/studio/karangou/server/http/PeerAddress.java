package studio.karangou.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;

/// Which address a request comes from, for limits.
public final class PeerAddress {
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
}
