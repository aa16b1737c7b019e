package studio.karangou.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import studio.karangou.common.protocol.ProtocolVersion;
import studio.karangou.common.protocol.Wire;

/// Talks to a server, in this process or another, as devices and the operator do.
public abstract class ServerClient {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path data;

    ServerClient(Path data) {
        this.data = data;
    }

    /// Where it answers.
    public abstract String base();

    /// The clock of its devices.
    public abstract InstantSource clock();

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base() + path))
                .timeout(Duration.ofSeconds(180))
                .header(ProtocolVersion.HEADER, Integer.toString(ProtocolVersion.CURRENT));
    }

    public HttpRequest.Builder asOperator(String path) {
        try {
            String token = Files.readString(data.resolve("operator.token")).strip();
            return request(path).header("Authorization", "Bearer " + token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<byte[]> get(String path) {
        return send(request(path).GET());
    }

    /// A JSON body for a request.
    public static BodyPublisher json(Object value) {
        return BodyPublishers.ofByteArray(Wire.toJson(value));
    }

    public static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return Objects.requireNonNull(Wire.json().readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The code of the problem that was answered.
    public static String code(HttpResponse<byte[]> response) {
        return json(response).path("code").asText();
    }

    void closeClient() {
        http.close();
    }
}
