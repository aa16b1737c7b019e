package studio.karangou.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Limits;

/// The body of one request while it arrives: it is waited for with patience, but not for ever, and what is held
/// of it in memory is counted.
final class Arriving implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Arriving.class);
    private static final int PART = 16 * 1024;
    private static final long NANOS_A_SECOND = Duration.ofSeconds(1).toNanos();

    private final BodyBytes room;
    private final Deadlines deadlines;
    private final Patience patience;
    private @Nullable InputStream begun;
    private boolean tooSlow;
    private long held;

    Arriving(BodyBytes room, Deadlines deadlines, Patience patience) {
        this.room = room;
        this.deadlines = deadlines;
        this.patience = patience;
    }

    /// Counts bytes that stay in memory until the request is answered.
    ///
    /// @throws studio.karangou.common.model.FailureException with [RequestFailure.Busy] if there is no room
    void hold(int bytes) {
        room.take(bytes);
        held += bytes;
    }

    /// The same bytes, but who sends them too slowly is told so or cut off.
    InputStream paced(InputStream body) {
        InputStream paced = new Paced(body);
        begun = paced;
        return paced;
    }

    /// Reads what the handler left of a body, and forgets it: who still writes while the connection closes may
    /// never read the answer (RFC 9112, section 9.6), and a device would try for ever what it was told to leave. It
    /// comes as slowly as any other body and is not decoded; of more than the largest batch nothing is waited for.
    /// In HTTP/2 the rest is thrown away however long it is: what has been sent of a stream that ended early fills
    /// a queue that nobody empties, and the connection's other streams wait behind it for ever.
    ///
    /// @return whether it has ended
    boolean readToEnd(ServerRequest request) {
        if (!request.content().hasEntity() || request.content().consumed()) {
            return true;
        }
        if (tooSlow || request.headers().contains(HeaderNames.EXPECT)) {
            return false; // that one waits for our word, and will not get it
        }
        try {
            @Nullable InputStream there = begun;
            InputStream rest = there == null ? paced(request.content().inputStream()) : there;
            byte[] part = new byte[PART];
            long left = Exchange.isHttp2(request) ? Long.MAX_VALUE : Limits.BATCH_BYTES;
            int read = rest.read(part);
            while (read >= 0 && left > 0) {
                left -= read;
                read = rest.read(part);
            }
            return read < 0;
        } catch (IOException | RuntimeException e) {
            LOG.atDebug().setCause(e).log("the rest of a body did not come");
            return false;
        }
    }

    /// The request is answered.
    @Override
    public void close() {
        room.giveBack(held);
    }

    /// Something that may block.
    @FunctionalInterface
    private interface Reading {
        int read() throws IOException;
    }

    private final class Paced extends FilterInputStream {
        private final long since = System.nanoTime();
        private long bytes;

        Paced(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = patiently(() -> in.read(into, offset, length));
            bytes += Math.max(0, read);
            if (read >= 0 && isTooSlow()) {
                tooSlow = true;
                throw new RequestFailure.TooSlow().asException();
            }
            return read;
        }

        /// The web server waits for another part of the body even here.
        @Override
        public void close() throws IOException {
            patiently(() -> {
                in.close();
                return 0;
            });
        }

        private int patiently(Reading reading) throws IOException {
            Deadlines.Deadline silence = deadlines.within(patience.silence(), Thread.currentThread()::interrupt);
            int read;
            try {
                read = reading.read();
            } catch (IOException | RuntimeException e) {
                silence.close();
                if (silence.wasMissed() && Thread.interrupted()) {
                    tooSlow = true;
                    throw new FailureException(new RequestFailure.TooSlow(), e);
                }
                throw e;
            }
            silence.close();
            if (silence.wasMissed()) {
                Thread.interrupted(); // it came at the last moment; what follows must not be disturbed
            }
            return read;
        }

        private boolean isTooSlow() {
            long counted = System.nanoTime() - since - patience.grace().toNanos();
            return counted > 0 && bytes < counted / NANOS_A_SECOND * patience.bytesPerSecond();
        }
    }
}
