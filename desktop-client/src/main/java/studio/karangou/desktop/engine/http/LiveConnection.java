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

/// A line on which the server says where its feed ends; nothing is said to it. It is up once the server has spoken:
/// what stands between may let a WebSocket be opened, and then carry nothing.
public final class LiveConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveConnection.class);
    /// The server gives a sign of life each 50 seconds.
    private static final Duration SILENCE = Duration.ofSeconds(125);

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

    /// Whether the server has spoken on it.
    public boolean wasUp() {
        return up;
    }

    /// Waits until it is over, or silent for so long that it must be.
    ///
    /// @throws InterruptedException if the caller is to stop
    public void awaitEnd() throws InterruptedException {
        while (true) {
            long left = SILENCE.toNanos() - (System.nanoTime() - heard);
            if (left <= 0 || over.await(left, TimeUnit.NANOSECONDS)) {
                return;
            }
        }
    }

    /// Gives it up at once; the server notices.
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
