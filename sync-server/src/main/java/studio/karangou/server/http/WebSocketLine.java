package studio.karangou.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A line over a WebSocket. The web server's sessions are not safe for several threads and have no limit of time for
/// a send: here is one writer at a time, and whoever reads too slowly is cut off.
final class WebSocketLine implements Line, WsListener {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketLine.class);
    private static final Duration SEND_WITHIN = Duration.ofSeconds(10);
    private static final Duration AGREE_WITHIN = Duration.ofSeconds(5);

    private final Deadlines deadlines;
    private final ConnectionContext context;
    private final Function<Line, LineListener> whenOpen;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile @Nullable LineListener listener;
    private @Nullable WsSession session;
    private Deadlines.@Nullable Deadline agreement;
    private boolean ended;
    private boolean gone;

    WebSocketLine(Deadlines deadlines, ConnectionContext context, Function<Line, LineListener> whenOpen) {
        this.deadlines = deadlines;
        this.context = context;
        this.whenOpen = whenOpen;
    }

    @Override
    public void onOpen(WsSession opened) {
        session = opened;
        listener = whenOpen.apply(this);
    }

    @Override
    public void say(String text) {
        write(to -> to.send(text, true));
    }

    @Override
    public void ask() {
        write(to -> to.ping(BufferData.empty()));
    }

    private void write(Consumer<WsSession> what) {
        writing.lock();
        try (Deadlines.Deadline within = deadlines.within(SEND_WITHIN, this::cut)) {
            WsSession to = session;
            if (ended || to == null) {
                throw new UncheckedIOException(new IOException("the line is over"));
            }
            what.accept(to);
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) { // the web server has many types for a socket that is closed
            throw new UncheckedIOException(new IOException("the line broke", e));
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void end(int code, String reason) {
        writing.lock();
        try (Deadlines.Deadline within = deadlines.within(SEND_WITHIN, this::cut)) {
            if (ended || session == null) {
                return;
            }
            ended = true;
            agreement = deadlines.within(AGREE_WITHIN, this::cut);
            session.close(code, reason);
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log("the line had gone before it was ended");
            cut();
        } finally {
            writing.unlock();
        }
    }

    /// Whoever waits in a read or a write of this connection is woken.
    private void cut() {
        context.serverSocket().close();
    }

    /// The connection is at its end.
    void over() {
        boolean first;
        writing.lock();
        try {
            first = !gone;
            gone = true;
            ended = true;
            if (agreement != null) {
                agreement.close();
            }
        } finally {
            writing.unlock();
        }
        LineListener told = listener;
        if (first && told != null) {
            told.over();
        }
    }

    @Override
    public void onPing(WsSession from, BufferData data) {
        byte[] same = data.readBytes();
        write(to -> to.pong(BufferData.create(same)));
        LineListener told = listener;
        if (told != null) {
            told.asks();
        }
    }

    @Override
    public void onPong(WsSession from, BufferData data) {
        LineListener told = listener;
        if (told != null) {
            told.alive();
        }
    }

    @Override
    public void onMessage(WsSession from, String text, boolean last) {
        end(REFUSED, "nothing is said here");
    }

    @Override
    public void onMessage(WsSession from, BufferData data, boolean last) {
        end(REFUSED, "nothing is said here");
    }

    @Override
    public void onError(WsSession from, Throwable why) {
        LOG.atDebug().setCause(why).log("a line failed");
    }
}
