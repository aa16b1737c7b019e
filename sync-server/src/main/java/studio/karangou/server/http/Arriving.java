package studio.karangou.server.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import studio.karangou.common.model.FailureException;

/// The body of one request while it arrives: it is waited for with patience, but not for ever, and what is held of it
/// in
/// memory is counted.
final class Arriving implements AutoCloseable {
    private static final long NANOS_A_SECOND = Duration.ofSeconds(1).toNanos();

    private final BodyBytes room;
    private final Deadlines deadlines;
    private final Patience patience;
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
        return new Paced(body);
    }

    /// The request is answered.
    @Override
    public void close() {
        room.giveBack(held);
    }

    private final class Paced extends FilterInputStream {
        private final long begun = System.nanoTime();
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
            Deadlines.Deadline silence = deadlines.within(patience.silence(), Thread.currentThread()::interrupt);
            int read;
            try {
                read = in.read(into, offset, length);
            } catch (IOException | RuntimeException e) {
                silence.close();
                if (silence.wasMissed() && Thread.interrupted()) {
                    throw new FailureException(new RequestFailure.TooSlow(), e);
                }
                throw e;
            }
            silence.close();
            if (silence.wasMissed()) {
                Thread.interrupted(); // it came at the last moment; what follows must not be disturbed
            }
            bytes += Math.max(0, read);
            if (read >= 0 && isTooSlow()) {
                throw new RequestFailure.TooSlow().asException();
            }
            return read;
        }

        private boolean isTooSlow() {
            long counted = System.nanoTime() - begun - patience.grace().toNanos();
            return counted > 0 && bytes < counted / NANOS_A_SECOND * patience.bytesPerSecond();
        }
    }
}
