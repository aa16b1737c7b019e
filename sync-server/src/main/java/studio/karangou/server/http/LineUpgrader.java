package studio.karangou.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsConnection;
import io.helidon.webserver.websocket.WsUpgrader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import studio.karangou.common.model.FailureException;

/// Makes a WebSocket of a request that may have one (RFC 6455, section 4.2). One that may not goes on to the plain
/// route of the same address, which says why.
final class LineUpgrader extends WsUpgrader {
    private static final Logger LOG = LoggerFactory.getLogger(LineUpgrader.class);
    /// Who listens sends nothing but control frames, of at most 125 bytes.
    static final WsConfig CONFIG = WsConfig.builder().maxFrameLength(512).build();

    private static final HeaderName KEY = HeaderNames.create("Sec-WebSocket-Key");
    private static final HeaderName VERSION = HeaderNames.create("Sec-WebSocket-Version");
    private static final int SWITCHED = 101;
    private static final String WEB_SOCKET = "websocket";
    private static final String SPOKEN = "13";

    private final List<LineRoute> routes;
    private final LinePlaces places;
    private final Deadlines deadlines;
    private final AccessLog log;

    LineUpgrader(List<LineRoute> routes, LinePlaces places, Deadlines deadlines, AccessLog log) {
        super(CONFIG);
        this.routes = routes;
        this.places = places;
        this.deadlines = deadlines;
        this.log = log;
    }

    @Override
    @SuppressWarnings("NullAway") // the web server takes null for "not upgraded", and does not say so
    public ServerConnection upgrade(ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
        return routes.stream()
                .filter(route -> prologue.method().equals(Method.GET)
                        && prologue.uriPath().path().equals(route.path()))
                .findFirst()
                .filter(_ -> isHandshake(headers))
                .flatMap(route -> opened(route, context, prologue, headers))
                .orElse(null);
    }

    /// Whether a request is one (RFC 6455, section 4.2.1). Over HTTP/2 none is: there is no `Upgrade` there.
    static boolean isHandshake(Headers headers) {
        return headers.value(HeaderNames.UPGRADE)
                        .filter(WEB_SOCKET::equalsIgnoreCase)
                        .isPresent()
                && headers.value(KEY).isPresent()
                && headers.value(VERSION).filter(SPOKEN::equals).isPresent();
    }

    private Optional<ServerConnection> opened(
            LineRoute route, ConnectionContext context, HttpPrologue prologue, Headers headers) {
        long asked = System.nanoTime();
        DeviceCaller caller;
        try {
            caller = route.door().enter(Arrival.of(context, headers));
            route.lines().admit(caller);
        } catch (FailureException e) { // the plain route says so, and the access log with it
            LOG.debug("no line: {}", e.failure().code());
            return Optional.empty();
        }
        String network = PeerAddress.network(context.remotePeer().host());
        if (!places.take(network)) {
            LOG.debug("no line: no place");
            return Optional.empty();
        }
        String id = Exchange.requestId(headers);
        try {
            ServerConnection kept =
                    open(route, caller, context, prologue, headers, () -> ended(route, network, id, asked));
            logged(
                    id,
                    () -> log.request(
                            Method.GET,
                            route.path(),
                            new AccessLog.Ending(SWITCHED, "answered", "", 0),
                            Duration.ofNanos(System.nanoTime() - asked)));
            return Optional.of(kept);
        } catch (RuntimeException e) {
            places.giveBack(network);
            throw e;
        }
    }

    private ServerConnection open(
            LineRoute route,
            DeviceCaller caller,
            ConnectionContext context,
            HttpPrologue prologue,
            Headers headers,
            Runnable ended) {
        String key = headers.value(KEY).orElseThrow();
        String answer = SWITCHING_PROTOCOL_PREFIX + hash(context, key) + SWITCHING_PROTOCOLS_SUFFIX;
        context.dataWriter().writeNow(BufferData.create(answer.getBytes(StandardCharsets.US_ASCII)));
        WebSocketLine line =
                new WebSocketLine(deadlines, context, opened -> route.lines().opened(caller, opened));
        return new EndingConnection(WsConnection.create(context, prologue, headers, key, line), () -> {
            line.over();
            ended.run();
        });
    }

    private void ended(LineRoute route, String network, String id, long asked) {
        places.giveBack(network);
        logged(id, () -> log.lineOver(route.path(), SWITCHED, Duration.ofNanos(System.nanoTime() - asked)));
    }

    private static void logged(String id, Runnable logging) {
        try (MDC.MDCCloseable request = MDC.putCloseable("requestId", id)) {
            logging.run();
        }
    }
}
