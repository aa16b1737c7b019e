package studio.karangou.server.feature.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import studio.karangou.common.protocol.LiveWord;
import studio.karangou.server.app.ServerClient;
import studio.karangou.server.app.TestDevice;

/// A device's end of a line.
final class Ear implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// A busy machine is slow; what never comes is a failure all the same.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BlockingQueue<String> words = new LinkedBlockingQueue<>();
    private final Map<String, Long> heard = new ConcurrentHashMap<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private WebSocket socket;

    static Ear open(ServerClient server, TestDevice device) {
        return open(server, device.token());
    }

    static Ear open(ServerClient server, String token) {
        Ear ear = new Ear();
        URI address = URI.create(server.base().replaceFirst("^http", "ws") + "/api/v1/sync/live");
        ear.socket = HTTP.newWebSocketBuilder()
                .header("Karangou-Protocol", "1")
                .header("Authorization", "Bearer " + token)
                .buildAsync(address, ear)
                .join();
        return ear;
    }

    /// The status with which a line is refused.
    static int refusal(ServerClient server, String token) {
        try {
            open(server, token).socket.abort();
            return 101;
        } catch (CompletionException e) {
            return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
        }
    }

    /// The cursor that is said next.
    String next() throws InterruptedException {
        String word = words.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return LiveWord.read(String.valueOf(word)).orElseThrow().cursor();
    }

    /// Waits until a cursor is said; others may be said before, as when the node begins to hear of its database.
    ///
    /// @return false if it is not
    boolean hears(String cursor) throws InterruptedException {
        String word;
        do {
            word = words.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } while (word != null && !LiveWord.read(word).orElseThrow().cursor().equals(cursor));
        return word != null;
    }

    /// All cursors that were said so far.
    Set<String> heard() {
        return Set.copyOf(heard.keySet());
    }

    /// When a cursor was said that was heard, by [System#nanoTime].
    long heardAt(String cursor) {
        return heard.get(cursor);
    }

    void say(String text) {
        socket.sendText(text, true).join();
    }

    /// The code with which the server ends it.
    int end() throws Exception {
        return closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        heard.putIfAbsent(LiveWord.read(data.toString()).orElseThrow().cursor(), System.nanoTime());
        words.add(data.toString());
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.complete(status);
        return null;
    }
}
