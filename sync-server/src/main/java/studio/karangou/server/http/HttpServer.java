package studio.karangou.server.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.spi.ServerConnectionSelector;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.protocol.Problem;
import studio.karangou.common.protocol.Wire;

/// The web server: HTTP/1.1 and HTTP/2, a virtual thread a request.
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int HEADERS_BYTES = 16 * 1024;

    private final WebServer server;
    private final InFlight inFlight;
    private final Deadlines deadlines;

    private HttpServer(WebServer server, InFlight inFlight, Deadlines deadlines) {
        this.server = server;
        this.inFlight = inFlight;
        this.deadlines = deadlines;
    }

    /// Starts to listen.
    ///
    /// @throws IllegalStateException if the address cannot be listened on
    public static HttpServer start(Listening listening, RouteTable table, InFlight inFlight, MeterRegistry meters) {
        return start(listening, table, inFlight, BodyBytes.ofThisMachine(), Patience.STANDARD, meters);
    }

    /// With room and patience of one's own.
    static HttpServer start(
            Listening listening,
            RouteTable table,
            InFlight inFlight,
            BodyBytes room,
            Patience patience,
            MeterRegistry meters) {
        ProblemWriter problems = new ProblemWriter();
        Deadlines deadlines = new Deadlines(BETWEEN_LOOKS);
        Gauge.builder("karangou.http.body.bytes", room, BodyBytes::held).register(meters);
        AccessLog log = new AccessLog(meters);
        Exchange exchange = new Exchange(inFlight, () -> new Arriving(room, deadlines, patience), problems, log);
        LineUpgrader lines = new LineUpgrader(table.lines(), new LinePlaces(listening), deadlines, log);
        NetworkConnections connections = new NetworkConnections(listening.connectionsOfNetwork());
        HttpRouting.Builder routing = routing(table, exchange);
        WebServerConfig.Builder builder = WebServer.builder()
                .host(listening.host())
                .port(listening.port())
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .maxTcpConnections(listening.connections())
                .maxPayloadSize(listening.largestBody())
                .idleConnectionTimeout(patience.idle())
                .idleConnectionPeriod(patience.idle().dividedBy(2))
                .contentEncoding(encoding ->
                        encoding.contentEncodingsDiscoverServices(false).contentEncodings(List.of(Decoding.values())))
                .directHandlers(directHandlers(problems, listening.certificate() != null))
                // what is not named here is not spoken; nor is the upgrade from HTTP/1.1 (RFC 9113, section 3.1)
                .protocolsDiscoverServices(false)
                .addConnectionSelector(
                        new BoundedConnections(new WatchedHttp2(http2(), deadlines, patience), connections))
                .addConnectionSelector(new BoundedConnections(http1(lines, deadlines, patience), connections))
                .addProtocol(LineUpgrader.CONFIG)
                .routing(routing);
        if (listening.certificate() != null) {
            SSLContext context = listening.certificate().context();
            builder.tls(tls -> tls.sslContext(context).enabledProtocols(List.of("TLSv1.3", "TLSv1.2")));
        }
        WebServer server = builder.build();
        server.start();
        if (!server.isRunning()) { // Helidon logs why, and returns
            deadlines.close();
            throw new IllegalStateException("cannot listen on " + listening.host() + ":" + listening.port());
        }
        return new HttpServer(server, inFlight, deadlines);
    }

    private static ServerConnectionSelector http1(LineUpgrader lines, Deadlines deadlines, Patience patience) {
        return Http1ConnectionSelector.builder()
                .config(Http1Config.builder()
                        .maxHeadersSize(HEADERS_BYTES)
                        .sendKeepAliveHeader(false)
                        .addReceiveListener(new SlowHeads(deadlines, patience))
                        .build())
                .addUpgrader(lines)
                .build();
    }

    private static Http2Config http2() {
        return Http2Config.builder()
                .initialWindowSize(4 * 1024 * 1024)
                .maxFrameSize(64 * 1024)
                .maxConcurrentStreams(128)
                .maxHeaderListSize(HEADERS_BYTES)
                .build();
    }

    /// The port that it listens on.
    public int port() {
        return server.port();
    }

    /// Finishes the requests that are being answered, lets no new one in, and stops.
    @Override
    public void close() {
        try {
            if (!inFlight.drain(PATIENCE)) {
                LOG.warn("{} requests were still being answered after {} s", inFlight.count(), PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop();
        deadlines.close();
    }

    private static HttpRouting.Builder routing(RouteTable table, Exchange exchange) {
        HttpRouting.Builder routing = HttpRouting.builder();
        Map<String, List<Route>> byPath = table.routes().stream()
                .collect(Collectors.groupingBy(Route::path, LinkedHashMap::new, Collectors.toList()));
        byPath.forEach((path, there) -> {
            for (Route route : there) {
                routing.route(route.method(), path, exchange.around(route));
            }
            String allowed = there.stream()
                    .map(route -> route.method().text())
                    .collect(Collectors.toCollection(TreeSet::new))
                    .stream()
                    .collect(Collectors.joining(", "));
            routing.any(path, exchange.around(path, table.refusal(() -> new RequestFailure.MethodNotAllowed(allowed))));
        });
        return routing.any(exchange.around("(none)", table.refusal(RequestFailure.NotFound::new)));
    }

    /// What Helidon refuses before routing: bad request lines, unknown encodings, headers or payloads too large.
    private static DirectHandlers directHandlers(ProblemWriter problems, boolean secure) {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        Arrays.stream(DirectHandler.EventType.values())
                .forEach(type -> handlers.addHandler(
                        type,
                        (request, _, status, headers, _) ->
                                refuse(problems, secure, request.headers(), status, headers)));
        return handlers.build();
    }

    private static DirectHandler.TransportResponse refuse(
            ProblemWriter problems,
            boolean secure,
            ServerRequestHeaders asked,
            Status found,
            ServerResponseHeaders headers) {
        Exchange.addHeaders(secure, (name, value) -> headers.set(HeaderNames.create(name), value));
        boolean unknownEncoding = found.code() == Status.BAD_REQUEST_400.code()
                && asked.value(HeaderNames.CONTENT_ENCODING)
                        .filter(coding -> Arrays.stream(Decoding.values())
                                .noneMatch(known -> known.type().equals(coding)))
                        .isPresent();
        RequestFailure failure = unknownEncoding ? new RequestFailure.UnknownEncoding() : ProblemWriter.ofStatus(found);
        int status = unknownEncoding ? failure.status() : found.code();
        Problem problem = problems.document(
                failure, status, asked.value(HeaderNames.ACCEPT_LANGUAGE).orElse(null), null);
        return DirectHandler.TransportResponse.builder()
                .status(Status.create(status))
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .keepAlive(false)
                .entity(Wire.toJson(problem))
                .build();
    }
}
