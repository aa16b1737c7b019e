package studio.karangou.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/// Connections of one protocol, of which a network has so many at a time and no more.
final class BoundedConnections implements ServerConnectionSelector {
    private final ServerConnectionSelector inner;
    private final NetworkConnections connections;

    BoundedConnections(ServerConnectionSelector inner, NetworkConnections connections) {
        this.inner = inner;
        this.connections = connections;
    }

    @Override
    public int bytesToIdentifyConnection() {
        return inner.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return inner.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return inner.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        String network = PeerAddress.network(context.remotePeer().host());
        if (!connections.begin(network)) {
            throw new CloseConnectionException("too many connections from one network");
        }
        try {
            return new EndingConnection(inner.connection(context), () -> connections.end(network));
        } catch (RuntimeException e) {
            connections.end(network);
            throw e;
        }
    }
}
