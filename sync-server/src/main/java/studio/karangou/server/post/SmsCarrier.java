package studio.karangou.server.post;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import studio.karangou.common.protocol.Wire;

/// Hands text messages to a gateway by HTTP.
final class SmsCarrier implements Carrier, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int OK_LIMIT = 300;
    private static final int SERVER_ERROR = 500;

    private final PostSettings.Sms settings;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    SmsCarrier(PostSettings.Sms settings) {
        this.settings = settings;
    }

    /// The body that the gateway gets.
    private record TextMessage(String to, String text) {}

    @Override
    public void carry(RenderedLetter letter) throws CarrierException {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url())
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Wire.toJson(new TextMessage(letter.to(), letter.text()))));
        if (settings.token() != null) {
            request.header("Authorization", "Bearer " + settings.token());
        }
        int status = send(request.build());
        if (status >= OK_LIMIT) {
            boolean lasting = status < SERVER_ERROR && status != 429 && status != 408;
            throw new CarrierException("the gateway answered " + status, lasting, null);
        }
    }

    private int send(HttpRequest request) throws CarrierException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new CarrierException("the gateway does not answer", false, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CarrierException("the server stops", false, e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
