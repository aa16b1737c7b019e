package studio.karangou.server.http;

import io.helidon.http.Headers;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.ServerRequest;

/// How something asked came in, whether it is a request or becomes a line.
///
/// @param peer the address at the other end of the connection, which may be a proxy's
/// @param secure whether it came within TLS
record Arrival(String peer, boolean secure, Headers headers) {
    static Arrival of(ServerRequest request) {
        return new Arrival(request.remotePeer().host(), request.isSecure(), request.headers());
    }

    static Arrival of(ConnectionContext context, Headers headers) {
        return new Arrival(context.remotePeer().host(), context.isSecure(), headers);
    }
}
