package studio.karangou.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/// HTTP/2 whose connections are looked at as they read: the web server has limits for sizes and numbers of frames, and
/// none for how long one may take.
final class WatchedHttp2 implements ServerConnectionSelector {
    private final ServerConnectionSelector http2;
    private final Deadlines deadlines;
    private final Patience patience;

    WatchedHttp2(Http2Config config, Deadlines deadlines, Patience patience) {
        http2 = Http2ConnectionSelector.builder().http2Config(config).build();
        this.deadlines = deadlines;
        this.patience = patience;
    }

    @Override
    public int bytesToIdentifyConnection() {
        return http2.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return http2.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http2.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        FrameWatch watch = new FrameWatch(
                deadlines, patience.head(), () -> context.serverSocket().close());
        return new EndingConnection(http2.connection(new Watching(context, watch)), watch::close);
    }

    /// What a connection reads from, with the watch in between.
    private static final class Watching implements ConnectionContext {
        private final ConnectionContext context;
        private final DataReader reader;

        Watching(ConnectionContext context, FrameWatch watch) {
            this.context = context;
            reader = DataReader.create(() -> {
                DataReader below = context.dataReader();
                below.ensureAvailable();
                byte[] came = below.readBytes(below.available());
                watch.came(came);
                return came;
            });
        }

        @Override
        public DataReader dataReader() {
            return reader;
        }

        @Override
        public ListenerContext listenerContext() {
            return context.listenerContext();
        }

        @Override
        public ExecutorService executor() {
            return context.executor();
        }

        @Override
        public DataWriter dataWriter() {
            return context.dataWriter();
        }

        @Override
        public Router router() {
            return context.router();
        }

        @Override
        public Optional<ProxyProtocolData> proxyProtocolData() {
            return context.proxyProtocolData();
        }

        @Override
        public HelidonSocket serverSocket() {
            return context.serverSocket();
        }

        @Override
        public PeerInfo remotePeer() {
            return context.remotePeer();
        }

        @Override
        public PeerInfo localPeer() {
            return context.localPeer();
        }

        @Override
        public boolean isSecure() {
            return context.isSecure();
        }

        @Override
        public String socketId() {
            return context.socketId();
        }

        @Override
        public String childSocketId() {
            return context.childSocketId();
        }
    }
}
