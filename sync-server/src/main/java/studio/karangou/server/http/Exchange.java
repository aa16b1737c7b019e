package studio.karangou.server.http;

import io.helidon.common.socket.SocketWriterException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BiConsumer;
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
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final Pattern GOOD_ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private final InFlight inFlight;
    private final ProblemWriter problems;
    private final AccessLog log;
    private final Supplier<Arriving> bodies;

    /// @param bodies for each request what its body is read under
    Exchange(InFlight inFlight, Supplier<Arriving> bodies, ProblemWriter problems, AccessLog log) {
        this.inFlight = inFlight;
        this.bodies = bodies;
        this.problems = problems;
        this.log = log;
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
                Outcome outcome = always
                        ? orLeft(request, run(handler, request, response, id))
                        : runInPlace(handler, request, response, id);
                record(route, request, response, outcome, Duration.ofNanos(System.nanoTime() - started));
                if (outcome instanceof Incomplete incomplete) {
                    throw incomplete.cause(); // Helidon closes the connection, so the other side sees the cut
                }
                if (outcome instanceof Left) {
                    throw leave(request);
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

    /// With an answer, but more of its body is to come than is waited for.
    private record Left(Outcome answer) implements Outcome {}

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
            return orLeft(request, refuse(request, response, id, e));
        }
        try (Arriving body = bodies.get()) {
            request.context().register(body);
            Outcome outcome = run(handler, request, response, id);
            return outcome instanceof Incomplete || body.readToEnd(request) ? outcome : new Left(outcome);
        } finally {
            inFlight.leave();
        }
    }

    /// Where there is no place to read a body in, none is read.
    private static Outcome orLeft(ServerRequest request, Outcome outcome) {
        boolean whole = !request.content().hasEntity() || request.content().consumed();
        return whole || outcome instanceof Incomplete ? outcome : new Left(outcome);
    }

    /// Ends a connection, or a stream of one, whose body has not ended: the web server would read on, decode what
    /// it reads, and wait without an end. For a stream it does so even then, but for the interruption. The other
    /// side is told that there was no error (RFC 9113, section 8.1).
    private static CloseConnectionException leave(ServerRequest request) {
        if (isHttp2(request)) {
            Thread.currentThread().interrupt();
        }
        return new CloseConnectionException(
                "the rest of the body is not read", new Http2Exception(Http2ErrorCode.NO_ERROR, "not read"));
    }

    static boolean isHttp2(ServerRequest request) {
        return "2.0".equals(request.prologue().protocolVersion());
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

    /// Whether the connection itself gave way, or the other side gave up its stream (RFC 9113, section 5.4.2).
    /// What we have named is ours, whatever its cause.
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
        return requestId(request.headers());
    }

    static String requestId(Headers headers) {
        return headers.value(REQUEST_ID)
                .filter(value -> GOOD_ID.matcher(value).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    /// OWASP ASVS 5.0, chapter 3: an interface for programs renders nothing, frames nothing, caches nothing
    /// unless its handler says otherwise.
    private static void addHeaders(ServerRequest request, ServerResponse response, String id) {
        addHeaders(request.isSecure(), response::header);
        response.header(REQUEST_ID, id);
    }

    /// The same for what is refused before it is a request.
    ///
    /// @param headers takes names and values
    static void addHeaders(boolean secure, BiConsumer<String, String> headers) {
        if (secure) {
            headers.accept("Strict-Transport-Security", "max-age=31536000"); // RFC 6797
        }
        headers.accept("Cache-Control", "no-store");
        headers.accept("X-Content-Type-Options", "nosniff");
        headers.accept("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.accept("Referrer-Policy", "no-referrer");
    }

    private void record(
            String route, ServerRequest request, ServerResponse response, Outcome outcome, Duration duration) {
        int status = response.status().code();
        log.request(
                request.prologue().method(),
                route,
                new AccessLog.Ending(status, word(outcome), code(outcome), response.bytesWritten()),
                duration);
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Answered _ -> "answered";
            case Refused _ -> "refused";
            case Left left -> word(left.answer());
            case Cut _ -> "cut";
            case Broken _ -> "broken";
        };
    }

    private static String code(Outcome outcome) {
        return switch (outcome) {
            case Answered _, Cut _ -> "";
            case Refused refused -> refused.failure().code();
            case Left left -> code(left.answer());
            case Broken broken -> broken.failure().code();
        };
    }
}
