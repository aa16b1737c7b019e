package studio.karangou.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import studio.karangou.common.model.Failure;

/// What happens around every handler: request id, place in the queue, security headers, problem document,
/// one line in the access log, one measurement.
final class Exchange {
    static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
    private static final Logger ACCESS = LoggerFactory.getLogger("studio.karangou.server.access");
    private static final Pattern GOOD_ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private final InFlight inFlight;
    private final ProblemWriter problems;
    private final MeterRegistry meters;

    Exchange(InFlight inFlight, ProblemWriter problems, MeterRegistry meters) {
        this.inFlight = inFlight;
        this.problems = problems;
        this.meters = meters;
    }

    /// The route's handler with all that around it.
    Handler around(String route, Handler handler) {
        return (request, response) -> {
            long started = System.nanoTime();
            String id = requestId(request);
            MDC.put("requestId", id);
            try {
                addHeaders(response, id);
                @Nullable Failure failure = run(handler, request, response, id);
                record(route, request, response, failure, Duration.ofNanos(System.nanoTime() - started));
            } finally {
                MDC.remove("requestId");
            }
        };
    }

    private @Nullable Failure run(Handler handler, ServerRequest request, ServerResponse response, String id)
            throws Exception {
        boolean entered = false;
        try {
            inFlight.enter();
            entered = true;
            handler.handle(request, response);
            return null;
        } catch (Exception e) {
            if (response.isSent()) {
                throw e; // too late for an answer: Helidon closes the connection, so the other side sees the cut
            }
            return problems.answer(request, response, id, e);
        } finally {
            if (entered) {
                inFlight.leave();
            }
        }
    }

    static String requestId(ServerRequest request) {
        return request.headers()
                .value(REQUEST_ID)
                .filter(value -> GOOD_ID.matcher(value).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    /// OWASP ASVS 5.0, chapter 3: an interface for programs renders nothing, frames nothing, caches nothing
    /// unless its handler says otherwise.
    private static void addHeaders(ServerResponse response, String id) {
        response.header(REQUEST_ID, id);
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.header("X-Content-Type-Options", "nosniff");
        response.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.header("Referrer-Policy", "no-referrer");
    }

    /// The route, never the address: its query may hold a token.
    private void record(
            String route,
            ServerRequest request,
            ServerResponse response,
            @Nullable Failure failure,
            Duration duration) {
        String method = request.prologue().method().text();
        int status = response.status().code();
        ACCESS.atInfo()
                .addKeyValue("method", method)
                .addKeyValue("route", route)
                .addKeyValue("status", status)
                .addKeyValue("code", failure == null ? "" : failure.code())
                .addKeyValue("ms", duration.toMillis())
                .addKeyValue("bytes", response.bytesWritten())
                .log("{} {} {}", method, route, status);
        Timer.builder("karangou.http.requests")
                .tag("method", method)
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .publishPercentileHistogram()
                .register(meters)
                .record(duration);
    }
}
