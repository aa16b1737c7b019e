package studio.karangou.desktop.engine.http;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.protocol.LiveWord;

/// A line over a WebSocket.
public final class LiveConnection implements ServerLine {
    private static final Logger LOG = LoggerFactory.getLogger(LiveConnection.class);
    private final Consumer<LiveWord> said;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile long heard = System.nanoTime();
    private volatile boolean up;
    private volatile @Nullable WebSocket socket;

    /// @param said called with each word, on a thread of the connection; must not wait
    LiveConnection(Consumer<LiveWord> said) {
        this.said = said;
    }

    /// Takes what the connection brings.
    WebSocket.Listener listener() {
        return new Listening();
    }

    void opened(WebSocket open) {
        socket = open;
    }

    @Override
    public boolean wasUp() {
        return up;
    }

    @Override
    public boolean awaitEnd(Duration most) throws InterruptedException {
        return over.await(most.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heard);
    }

    @Override
    public void ask() {
        WebSocket open = socket;
        if (open != null) {
            var _ = open.sendPing(ByteBuffer.allocate(0)).whenComplete((_, error) -> {
                if (error != null) { // the one before has not left yet, or the line is over
                    LOG.debug("no sign of life could be asked for", error);
                }
            });
        }
    }

    @Override
    public void close() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
        over.countDown();
    }

    private final class Listening implements WebSocket.Listener {
        private final StringBuilder word = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            heard = System.nanoTime();
            if (word.length() + data.length() > LiveWord.MOST_CHARS) {
                LOG.debug("what was said is too long to be from a server of ours");
                close();
                return null;
            }
            word.append(data);
            if (last) {
                LiveWord.read(word.toString()).ifPresent(this::hear);
                word.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void hear(LiveWord heardWord) {
            up = true;
            said.accept(heardWord);
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            close();
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            heard = System.nanoTime();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            heard = System.nanoTime();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            LOG.debug("the server ended the line: {} {}", status, reason);
            over.countDown();
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            LOG.debug("the line broke", error);
            over.countDown();
        }
    }
}
