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
import java.util.Objects;
import java.util.function.BooleanSupplier;
import studio.karangou.server.access.Permission;

/// What is asked about the server itself: health, figures, the description of its interface.
public final class SystemRoutes implements Routes {
    private static final String DESCRIPTION = "/studio/karangou/server/openapi.yaml";

    private final PrometheusMeterRegistry meters;
    private final InFlight inFlight;
    private final BooleanSupplier databaseReady;
    private final byte[] description;

    public SystemRoutes(PrometheusMeterRegistry meters, InFlight inFlight, BooleanSupplier databaseReady) {
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
        answer(request, response, !inFlight.isStopping() && databaseReady.getAsBoolean());
    }

    private static void answer(ServerRequest request, ServerResponse response, boolean up) {
        Status status = up ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503;
        Answers.json(request, response, status, new Health(up ? "UP" : "DOWN"));
    }

    private void metrics(ServerRequest request, ServerResponse response) {
        byte[] text = meters.scrape().getBytes(StandardCharsets.UTF_8);
        Answers.bytes(request, response, Status.OK_200, "text/plain; version=0.0.4; charset=utf-8", text);
    }

    private void openapi(ServerRequest request, ServerResponse response) {
        Answers.bytes(request, response, Status.OK_200, "application/yaml", description);
    }
}
