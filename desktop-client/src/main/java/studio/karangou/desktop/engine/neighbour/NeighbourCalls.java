package studio.karangou.desktop.engine.neighbour;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.protocol.Limits;

/// Asks a neighbour. Whatever it answers is still to be checked, its length included.
final class NeighbourCalls implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int KEY_BYTES = 4 * 1024;
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /// An answer of the server that the neighbour holds.
    ///
    /// @param number behind which the next is asked for
    record Answer(long number, byte[] parcel) {}

    /// The server's key for parcels.
    Optional<byte[]> sealingKey(URI neighbour) throws IOException, InterruptedException {
        return get(neighbour, "/sealing-key", KEY_BYTES).map(Got::body);
    }

    /// The page of the catalogue behind a cursor; empty when there is none.
    Optional<byte[]> catalogue(URI neighbour, String after) throws IOException, InterruptedException {
        String path = "/catalogue?after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
        return get(neighbour, path, Limits.DOCUMENT_BYTES).map(Got::body);
    }

    /// The next answer to a device.
    Optional<Answer> answer(URI neighbour, DeviceId device, long after) throws IOException, InterruptedException {
        Optional<Got> got = get(neighbour, "/answers/" + device + "?after=" + after, Limits.PARCEL_BYTES);
        if (got.isEmpty()) {
            return Optional.empty();
        }
        String number = got.get().number;
        if (!number.matches("[0-9]{1,18}") || Long.parseLong(number) <= after) {
            throw new IOException("a neighbour that does not count");
        }
        return Optional.of(new Answer(Long.parseLong(number), got.get().body));
    }

    /// Hands a parcel over.
    ///
    /// @return whether the neighbour keeps it
    boolean leave(URI neighbour, byte[] parcel) throws IOException, InterruptedException {
        HttpRequest request = request(neighbour, "/parcels")
                .POST(BodyPublishers.ofByteArray(parcel))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == ACCEPTED;
    }

    private record Got(String number, byte[] body) {}

    private Optional<Got> get(URI neighbour, String path, int most) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                http.send(request(neighbour, path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() == NO_CONTENT) {
                return Optional.empty();
            }
            byte[] bytes = body.readNBytes(most + 1);
            if (response.statusCode() != OK || bytes.length > most) {
                throw new IOException("a neighbour answers " + response.statusCode());
            }
            return Optional.of(
                    new Got(response.headers().firstValue(Relay.NUMBER).orElse(""), bytes));
        }
    }

    private static HttpRequest.Builder request(URI neighbour, String path) {
        return HttpRequest.newBuilder(neighbour.resolve(Relay.BASE + path)).timeout(ANSWER);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
