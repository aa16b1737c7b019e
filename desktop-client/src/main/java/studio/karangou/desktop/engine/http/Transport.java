package studio.karangou.desktop.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Problem;
import studio.karangou.common.protocol.ProtocolVersion;
import studio.karangou.common.protocol.Wire;

/// Sends requests and reads answers, with a limit on the time of each step and on the bytes of each answer.
/// Follows no redirects. HTTP/2 over TLS; plain HTTP (to this machine only) stays with HTTP/1.1, whose upload is
/// faster.
final class Transport implements AutoCloseable {
    private static final String USUAL_REFUSAL = "http.too-many-attempts";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(30);
    private static final int PROBLEM_BYTES = 64 * 1024;

    private final TimeLimits limits;
    private final Supplier<Locale> language;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;

    Transport(TimeLimits limits, Supplier<Locale> language) {
        this.limits = limits;
        this.language = language;
        client = HttpClient.newBuilder()
                .connectTimeout(limits.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .build();
    }

    /// An answer whose status is 2xx.
    record Answer(int status, HttpHeaders headers, byte[] body) {
        /// Its body as a record.
        ///
        /// @throws FailureException with [ServerFailure.Garbled]
        <T> T json(Class<T> type) {
            try {
                T value = Wire.json().readValue(body, type);
                if (value == null) {
                    throw new ServerFailure.Garbled().asException();
                }
                return value;
            } catch (IOException e) {
                throw new FailureException(new ServerFailure.Garbled(), e);
            }
        }
    }

    /// Sends, and holds the answer's body.
    ///
    /// @throws FailureException with a [ServerFailure]
    Answer exchange(URI server, HttpCall call, int mostBytes) {
        return exchange(server, call, mostBytes, headers -> {});
    }

    /// The same.
    ///
    /// @param heard told of the headers of an answer whose status is 2xx, before its body; must not wait
    Answer exchange(URI server, HttpCall call, int mostBytes, Consumer<HttpHeaders> heard) {
        try {
            CollectedBody body = new CollectedBody(mostBytes);
            HttpResponse<byte[]> response = send(server, call, status -> body, mostBytes, heard);
            return new Answer(response.statusCode(), response.headers(), body.bytes());
        } catch (InterruptedIOException e) {
            throw new FailureException(new ServerFailure.Unreachable(), e);
        } catch (IOException e) {
            throw new IllegalStateException("collecting in memory does not fail", e);
        }
    }

    /// Sends, and passes the answer's body on as it comes.
    ///
    /// @param sink the one for a status
    /// @throws IOException what the sink threw
    /// @throws FailureException with a [ServerFailure]
    void stream(URI server, HttpCall call, IntFunction<BodySink> sink, long mostBytes) throws IOException {
        send(server, call, sink, mostBytes, headers -> {});
    }

    private HttpResponse<byte[]> send(
            URI server, HttpCall call, IntFunction<BodySink> sink, long mostBytes, Consumer<HttpHeaders> heard)
            throws IOException {
        Progress progress = new Progress();
        CollectedBody problem = new CollectedBody(PROBLEM_BYTES);
        HttpResponse.BodyHandler<byte[]> handler = info -> {
            progress.made();
            if (info.statusCode() / 100 != 2) {
                return new WatchedBody(problem, PROBLEM_BYTES, progress);
            }
            heard.accept(info.headers());
            return new WatchedBody(sink.apply(info.statusCode()), mostBytes, progress);
        };
        HttpResponse<byte[]> response = await(client.sendAsync(request(server, call), handler), call, progress);
        if (response.statusCode() / 100 != 2) {
            throw failure(response, problem.bytes()).asException();
        }
        return response;
    }

    /// Opens a line (RFC 6455).
    ///
    /// @param token of the device's session
    /// @throws FailureException with a [ServerFailure]; one that the server refuses with a status has that status
    void live(URI server, String path, String token, LiveConnection line) {
        URI address = URI.create("ws" + resolve(server, path).toString().substring("http".length()));
        CompletableFuture<WebSocket> opening = client.newWebSocketBuilder()
                .connectTimeout(limits.connect().plus(limits.answer()))
                .header(ProtocolVersion.HEADER, Integer.toString(ProtocolVersion.CURRENT))
                .header("Authorization", "Bearer " + token)
                .header("Accept-Language", language.get().toLanguageTag())
                .buildAsync(address, line.listener());
        try {
            long most = limits.connect().plus(limits.answer()).toMillis();
            line.opened(opening.get(most, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            giveUp(opening);
            throw new FailureException(new ServerFailure.Stalled(), e);
        } catch (InterruptedException e) {
            giveUp(opening);
            Thread.currentThread().interrupt();
            throw new FailureException(new ServerFailure.Unreachable(), e);
        } catch (ExecutionException e) {
            throw new FailureException(refusal(e), e);
        }
    }

    /// One that stands after all is of use to nobody.
    private static void giveUp(CompletableFuture<WebSocket> opening) {
        opening.cancel(true);
        var _ = opening.thenAccept(WebSocket::abort);
    }

    private static ServerFailure refusal(ExecutionException e) {
        if (e.getCause() instanceof WebSocketHandshakeException refused) {
            int status = refused.getResponse().statusCode();
            return status >= 500
                    ? new ServerFailure.Busy(status)
                    : new ServerFailure.Refused(status, "http.no-line", "", List.of());
        }
        return new ServerFailure.Unreachable();
    }

    private HttpRequest request(URI server, HttpCall call) {
        boolean plain = "http".equals(server.getScheme());
        HttpRequest.Builder builder = HttpRequest.newBuilder(resolve(server, call.path()))
                .version(plain ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2)
                .header(ProtocolVersion.HEADER, Integer.toString(ProtocolVersion.CURRENT))
                .header("Accept-Language", language.get().toLanguageTag());
        call.headers().forEach(builder::header);
        byte[] body = call.body();
        return builder.method(call.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
    }

    private static URI resolve(URI server, String path) {
        String base = server.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    private HttpResponse<byte[]> await(
            CompletableFuture<HttpResponse<byte[]>> exchange, HttpCall call, Progress progress) throws IOException {
        byte[] body = call.body();
        long answerBy = System.nanoTime()
                + limits.answerTo(body == null ? 0 : body.length).toNanos();
        while (true) {
            long until = progress.isMade() ? progress.last() + limits.idle().toNanos() : answerBy;
            long left = until - System.nanoTime();
            if (left <= 0) {
                exchange.cancel(true);
                throw new ServerFailure.Stalled().asException();
            }
            try {
                return exchange.get(left, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // looked at again: there may have been progress meanwhile
            } catch (InterruptedException e) {
                exchange.cancel(true);
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("given up by the caller");
            } catch (ExecutionException e) {
                throw cause(e);
            }
        }
    }

    private static IOException cause(ExecutionException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof WatchedBody.SinkException sink) {
                return sink.thrown();
            }
            if (cause instanceof WatchedBody.TooMuchException) {
                throw new FailureException(new ServerFailure.Garbled(), e);
            }
            if (cause instanceof SSLException) {
                throw new FailureException(new ServerFailure.Untrusted(), e);
            }
        }
        throw new FailureException(new ServerFailure.Unreachable(), e);
    }

    private static ServerFailure failure(HttpResponse<?> response, byte[] body) {
        int status = response.statusCode();
        if (status == TOO_MANY_REQUESTS) {
            String problem = problem(response, body);
            return new ServerFailure.TooMany(retryAfter(response), problem.equals(USUAL_REFUSAL) ? "" : problem);
        }
        if (status >= 500) {
            return new ServerFailure.Busy(status, problem(response, body));
        }
        if (!response.headers().firstValue("Content-Type").orElse("").startsWith(Problem.MEDIA_TYPE)) {
            return new ServerFailure.Garbled();
        }
        try {
            // field by field: a problem leaves out what it does not have
            JsonNode problem = Wire.json().readTree(body);
            String code = problem.path("code").asText("http.unknown");
            return switch (code) {
                // the server speaks of its other side, which is us
                case "protocol.other-too-old" -> new ServerFailure.DeviceTooOld();
                case "protocol.other-too-new" -> new ServerFailure.DeviceTooNew();
                default -> {
                    List<String> details = new ArrayList<>();
                    problem.path("arguments").forEach(argument -> details.add(argument.asText()));
                    yield new ServerFailure.Refused(
                            status, code, problem.path("title").asText(code), details);
                }
            };
        } catch (IOException e) {
            return new ServerFailure.Garbled();
        }
    }

    /// The code of a problem, empty if there is none: something before the server may have answered.
    private static String problem(HttpResponse<?> response, byte[] body) {
        if (!response.headers().firstValue("Content-Type").orElse("").startsWith(Problem.MEDIA_TYPE)) {
            return "";
        }
        try {
            return Wire.json().readTree(body).path("code").asText("");
        } catch (IOException e) {
            return ""; // the status says enough
        }
    }

    /// In seconds (RFC 9110, section 10.2.3; a date is not read, as ours is never one).
    private static long retryAfter(HttpResponse<?> response) {
        String said = response.headers().firstValue("Retry-After").orElse("");
        return said.matches("[0-9]{1,4}") ? Math.max(1, Long.parseLong(said)) : USUAL_PAUSE.toSeconds();
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }
}
