package studio.karangou.server.http;

import io.helidon.common.socket.SocketWriterException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// What happens around every handler: request id, place in the queue, security headers, problem document,
/// one line in the access log, one measurement.
final class Exchange {
    static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
    private static final Logger ACCESS = LoggerFactory.getLogger("studio.karangou.server.access");
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final Pattern GOOD_ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private final InFlight inFlight;
    private final ProblemWriter problems;
    private final MeterRegistry meters;
    private final Supplier<Arriving> bodies;

    /// @param bodies for each request what its body is read under
    Exchange(InFlight inFlight, Supplier<Arriving> bodies, ProblemWriter problems, MeterRegistry meters) {
        this.inFlight = inFlight;
        this.bodies = bodies;
        this.problems = problems;
        this.meters = meters;
    }

    /// A route's handler with all that around it.
    Handler around(Route route) {
        return around(route.path(), route.always(), route.handler());
    }

    /// A handler with all that around it.
    ///
    /// @param route its name in logs and figures
    Handler around(String route, Handler handler) {
        return around(route, false, handler);
    }

    private Handler around(String route, boolean always, Handler handler) {
        return (request, response) -> {
            long started = System.nanoTime();
            String id = requestId(request);
            MDC.put("requestId", id);
            try {
                addHeaders(request, response, id);
                Outcome outcome =
                        always ? run(handler, request, response, id) : runInPlace(handler, request, response, id);
                record(route, request, response, outcome, Duration.ofNanos(System.nanoTime() - started));
                if (outcome instanceof Incomplete incomplete) {
                    throw incomplete.cause(); // Helidon closes the connection, so the other side sees the cut
                }
                if (outcome instanceof Refused refused && refused.failure() instanceof RequestFailure.TooSlow) {
                    throw new CloseConnectionException("too slow"); // else the rest would be waited for all the same
                }
            } finally {
                MDC.remove("requestId");
            }
        };
    }

    /// How a request ended.
    private sealed interface Outcome {}

    /// With the whole answer.
    private record Answered() implements Outcome {}

    /// With a problem document.
    private record Refused(Failure failure) implements Outcome {}

    /// With a part of its answer, or none.
    private sealed interface Incomplete extends Outcome {
        Exception cause();
    }

    /// The other side went away.
    private record Cut(Exception cause) implements Incomplete {}

    /// Our own trouble, too late for a problem document.
    private record Broken(Failure failure, Exception cause) implements Incomplete {}

    private Outcome runInPlace(Handler handler, ServerRequest request, ServerResponse response, String id) {
        try {
            inFlight.enter();
        } catch (FailureException e) {
            return refuse(request, response, id, e);
        }
        try (Arriving body = bodies.get()) {
            request.context().register(body);
            return run(handler, request, response, id);
        } finally {
            inFlight.leave();
        }
    }

    private Outcome run(Handler handler, ServerRequest request, ServerResponse response, String id) {
        try {
            handler.handle(request, response);
            return new Answered();
        } catch (Exception e) {
            if (isOfTheLine(e)) {
                return new Cut(e);
            }
            boolean begun = response.isSent() || response.bytesWritten() > 0;
            return begun ? broken(e) : refuse(request, response, id, e);
        }
    }

    private Outcome refuse(ServerRequest request, ServerResponse response, String id, Exception why) {
        try {
            return new Refused(problems.answer(request, response, id, why));
        } catch (RuntimeException e) { // nobody is there to be told
            e.addSuppressed(why);
            return new Cut(e);
        }
    }

    /// Whether the connection itself gave way, or the other side gave up its stream (RFC 9113, section 5.4.2). What we
    /// have named is ours, whatever its cause.
    private static boolean isOfTheLine(Exception e) {
        for (Throwable cause = e; cause != null && !(cause instanceof FailureException); cause = cause.getCause()) {
            if (cause instanceof SocketException
                    || cause instanceof SocketTimeoutException
                    || cause instanceof SocketWriterException
                    || cause instanceof CloseConnectionException
                    || cause.getClass().getPackageName().equals("io.helidon.http.http2")
                    || isOfClosedStream(cause)) {
                return true;
            }
        }
        return false;
    }

    /// The web server has no type of its own for what is written to a stream that the other side has reset.
    private static boolean isOfClosedStream(Throwable cause) {
        return cause instanceof IllegalStateException
                && String.valueOf(cause.getMessage()).startsWith("Stream is already closed");
    }

    private static Broken broken(Exception e) {
        Failure failure = e instanceof FailureException ours ? ours.failure() : new RequestFailure.Internal();
        LOG.atError().addKeyValue("code", failure.code()).setCause(e).log("an answer broke off");
        return new Broken(failure, e);
    }

    static String requestId(ServerRequest request) {
        return request.headers()
                .value(REQUEST_ID)
                .filter(value -> GOOD_ID.matcher(value).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    /// OWASP ASVS 5.0, chapter 3: an interface for programs renders nothing, frames nothing, caches nothing
    /// unless its handler says otherwise.
    private static void addHeaders(ServerRequest request, ServerResponse response, String id) {
        if (request.isSecure()) {
            response.header("Strict-Transport-Security", "max-age=31536000"); // RFC 6797
        }
        response.header(REQUEST_ID, id);
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.header("X-Content-Type-Options", "nosniff");
        response.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.header("Referrer-Policy", "no-referrer");
    }

    /// The route, never the address: its query may hold a token.
    private void record(
            String route, ServerRequest request, ServerResponse response, Outcome outcome, Duration duration) {
        String method = request.prologue().method().text();
        int status = response.status().code();
        ACCESS.atInfo()
                .addKeyValue("method", method)
                .addKeyValue("route", route)
                .addKeyValue("status", status)
                .addKeyValue("outcome", word(outcome))
                .addKeyValue("code", code(outcome))
                .addKeyValue("ms", duration.toMillis())
                .addKeyValue("bytes", response.bytesWritten())
                .log("{} {} {}", method, route, status);
        Timer.builder("karangou.http.requests")
                .tag("method", method)
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .tag("outcome", word(outcome))
                .publishPercentileHistogram()
                .register(meters)
                .record(duration);
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Answered _ -> "answered";
            case Refused _ -> "refused";
            case Cut _ -> "cut";
            case Broken _ -> "broken";
        };
    }

    private static String code(Outcome outcome) {
        return switch (outcome) {
            case Answered _, Cut _ -> "";
            case Refused refused -> refused.failure().code();
            case Broken broken -> broken.failure().code();
        };
    }
}
