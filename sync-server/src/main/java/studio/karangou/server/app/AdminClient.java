package studio.karangou.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Wire;

/// Talks to a running server as its operator.
public final class AdminClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OK_LIMIT = 300;
    private static final int PROBLEM_BYTES = 64 * 1024;

    private final String address;
    private final String token;
    private final Locale language;
    private final HttpClient http;

    /// @param address as in `http://127.0.0.1:8080`
    public AdminClient(String address, String token, Locale language) {
        this(address, token, language, null);
    }

    /// @param trust for a server whose certificate is known; null for what the JDK trusts
    AdminClient(String address, String token, Locale language, @Nullable SSLContext trust) {
        this.address = address;
        this.token = token;
        this.language = language;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10));
        if (trust != null) {
            builder.sslContext(trust);
        }
        http = builder.build();
    }

    /// For a server that runs on a data folder of this machine.
    ///
    /// @throws IOException if it does not say where it listens
    static AdminClient ofThisMachine(Path data, String token, Locale language) throws IOException {
        @Nullable SSLContext trust = new ShownCertificate(data.resolve("server.certificate")).trust();
        String port = Files.readString(data.resolve("server.port"), StandardCharsets.US_ASCII)
                .strip();
        return new AdminClient((trust == null ? "http" : "https") + "://127.0.0.1:" + port, token, language, trust);
    }

    /// Writes what is answered, however long it is.
    void get(String path, OutputStream to) {
        try {
            HttpResponse<InputStream> response =
                    http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() >= OK_LIMIT) {
                    JsonNode problem = Wire.json().readTree(body.readNBytes(PROBLEM_BYTES));
                    throw new AdminFailure.Refused(
                                    problem.path("title").asText(),
                                    problem.path("code").asText())
                            .asException();
                }
                body.transferTo(to);
            }
        } catch (IOException e) {
            throw new FailureException(new AdminFailure.NoServer(address), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(new AdminFailure.NoServer(address), e);
        }
    }

    /// What is answered to bytes.
    ///
    /// @param next the value of a header of the answer, empty if it has none
    record Bytes(byte[] body, Optional<String> next) {}

    /// Sends bytes.
    ///
    /// @param nextHeader of the answer, to be told
    Bytes post(String path, String mediaType, byte[] body, String nextHeader) {
        HttpRequest.Builder request = request(path)
                .timeout(PATIENCE)
                .header("Content-Type", mediaType)
                .POST(BodyPublishers.ofByteArray(body));
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() >= OK_LIMIT) {
                throw refused(response.body());
            }
            return new Bytes(response.body(), response.headers().firstValue(nextHeader));
        } catch (IOException e) {
            throw new FailureException(new AdminFailure.NoServer(address), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(new AdminFailure.NoServer(address), e);
        }
    }

    private static FailureException refused(byte[] problem) throws IOException {
        JsonNode said = Wire.json().readTree(problem);
        return new AdminFailure.Refused(
                        said.path("title").asText(), said.path("code").asText())
                .asException();
    }

    public JsonNode get(String path) {
        return send(request(path).timeout(PATIENCE).GET());
    }

    public JsonNode post(String path, Object body) {
        return send(request(path)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Wire.toJson(body))));
    }

    public JsonNode put(String path, Object body) {
        return send(request(path)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(Wire.toJson(body))));
    }

    public JsonNode post(String path) {
        return send(request(path).timeout(PATIENCE).POST(BodyPublishers.noBody()));
    }

    public void delete(String path) {
        send(request(path).timeout(PATIENCE).DELETE());
    }

    /// Sends a file.
    ///
    /// @param sent is told how many bytes have left so far
    public JsonNode put(String path, Path file, LongConsumer sent) {
        try {
            return send(request(path)
                    .header("Content-Type", "application/octet-stream")
                    .PUT(new CountingFile(BodyPublishers.ofFile(file), sent)));
        } catch (FileNotFoundException e) {
            throw new FailureException(new AdminFailure.UnreadableFile(file.toString()), e);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept-Language", language.toLanguageTag());
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            JsonNode body = response.body().length == 0
                    ? MissingNode.getInstance()
                    : Wire.json().readTree(response.body());
            if (response.statusCode() >= OK_LIMIT) {
                throw new AdminFailure.Refused(
                                body.path("title").asText(), body.path("code").asText())
                        .asException();
            }
            return body;
        } catch (IOException e) {
            throw new FailureException(new AdminFailure.NoServer(address), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(new AdminFailure.NoServer(address), e);
        }
    }

    /// A file on its way out, counted.
    private record CountingFile(BodyPublisher file, LongConsumer sent) implements BodyPublisher {
        @Override
        public long contentLength() {
            return file.contentLength();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            file.subscribe(new Flow.Subscriber<>() {
                private long total;

                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscriber.onSubscribe(subscription);
                }

                @Override
                public void onNext(ByteBuffer part) {
                    total += part.remaining();
                    sent.accept(total);
                    subscriber.onNext(part);
                }

                @Override
                public void onError(Throwable trouble) {
                    subscriber.onError(trouble);
                }

                @Override
                public void onComplete() {
                    subscriber.onComplete();
                }
            });
        }
    }
}
