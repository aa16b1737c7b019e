package studio.karangou.server.http;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import studio.karangou.server.access.Permission;

/// What is asked about the server itself: health, figures, the description of its interface.
public final class SystemRoutes implements Routes {
    private static final Duration LOOK_LASTS = Duration.ofSeconds(1);
    private static final String DESCRIPTION = "/studio/karangou/server/openapi.yaml";

    private final PrometheusMeterRegistry meters;
    private final InFlight inFlight;
    private final BooleanSupplier databaseReady;
    private final Callers callers;
    private final PeerAddress addresses;
    private volatile @Nullable Look last;
    private final byte[] description;

    public SystemRoutes(
            PrometheusMeterRegistry meters,
            InFlight inFlight,
            BooleanSupplier databaseReady,
            Callers callers,
            PeerAddress addresses) {
        this.callers = callers;
        this.addresses = addresses;
        this.meters = meters;
        this.inFlight = inFlight;
        this.databaseReady = databaseReady;
        try (InputStream in = Objects.requireNonNull(SystemRoutes.class.getResourceAsStream(DESCRIPTION))) {
            description = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("our own resource", e);
        }
    }

    /// The answer of the health routes.
    record Health(String status) {}

    @Override
    public void register(RouteTable table) {
        table.watcher(
                        Permission.ASK_ABOUT_SERVER,
                        Method.GET,
                        "/health/live",
                        (request, response) -> answer(request, response, true))
                .watcher(Permission.ASK_ABOUT_SERVER, Method.GET, "/health/ready", this::ready)
                .watcher(Permission.ASK_ABOUT_SERVER, Method.GET, "/metrics", this::metrics)
                .anyone(Permission.ASK_ABOUT_SERVER, Method.GET, "/openapi.yaml", this::openapi);
    }

    private void ready(ServerRequest request, ServerResponse response) {
        answer(request, response, !inFlight.isStopping() && isDatabaseReady());
    }

    /// Whether the database answered a moment ago: it is not asked by whoever likes as often as they like.
    private boolean isDatabaseReady() {
        Look known = last;
        if (known != null && System.nanoTime() - known.at() < LOOK_LASTS.toNanos()) {
            return known.ready();
        }
        Look now = new Look(databaseReady.getAsBoolean(), System.nanoTime());
        last = now;
        return now.ready();
    }

    private record Look(boolean ready, long at) {}

    private static void answer(ServerRequest request, ServerResponse response, boolean up) {
        Status status = up ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503;
        Answers.json(request, response, status, new Health(up ? "UP" : "DOWN"));
    }

    /// How the server is used is the operator's business, and that of who watches it on its own machine.
    private void metrics(ServerRequest request, ServerResponse response) {
        if (!addresses.isThisMachine(request)
                && RouteTable.bearer(request).filter(callers::isOperator).isEmpty()) {
            throw new RequestFailure.OperatorOnly().asException();
        }
        byte[] text = meters.scrape().getBytes(StandardCharsets.UTF_8);
        Answers.bytes(request, response, Status.OK_200, "text/plain; version=0.0.4; charset=utf-8", text);
    }

    private void openapi(ServerRequest request, ServerResponse response) {
        Answers.bytes(request, response, Status.OK_200, "application/yaml", description);
    }
}
