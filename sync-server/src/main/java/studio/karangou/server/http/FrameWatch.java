package studio.karangou.server.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Looks at the bytes of an HTTP/2 connection as they come (RFC 9113, section 4.1) and gives each thing that must be
/// whole to be of use a time: the preface, a frame that has begun, a block of headers from its HEADERS frame to the
/// frame that ends it. Who stays within the frames but says nothing is closed as idle, by the web server; who sends a
/// body too slowly, by [Arriving].
final class FrameWatch implements AutoCloseable {
    private static final int PREFACE = 24;
    private static final int HEAD = 9;
    private static final int DATA = 0x0;
    private static final int HEADERS = 0x1;
    private static final int CONTINUATION = 0x9;
    private static final int END_HEADERS = 0x4;

    private final Deadlines deadlines;
    private final Duration patience;
    private final Runnable cut;
    private final byte[] head = new byte[HEAD];
    private int prefaceLeft = PREFACE;
    private int headRead;
    private int payloadLeft;
    private boolean headersOpen;
    private boolean data;
    private Deadlines.@Nullable Deadline waiting;

    /// @param patience for each thing that has begun
    /// @param cut ends the connection
    FrameWatch(Deadlines deadlines, Duration patience, Runnable cut) {
        this.deadlines = deadlines;
        this.patience = patience;
        this.cut = cut;
        waiting = deadlines.within(patience, cut);
    }

    /// Bytes came, in this order, on the connection's thread.
    void came(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            if (prefaceLeft > 0) {
                int part = Math.min(prefaceLeft, bytes.length - at);
                prefaceLeft -= part;
                at += part;
            } else if (headRead < HEAD) {
                head[headRead++] = bytes[at++];
                if (headRead == HEAD) {
                    beginFrame();
                }
            } else {
                int part = Math.min(payloadLeft, bytes.length - at);
                payloadLeft -= part;
                at += part;
            }
            if (headRead == HEAD && payloadLeft == 0) {
                headRead = 0;
                data = false;
                if (!headersOpen) {
                    close(); // something was finished: what follows has a time of its own
                }
            }
        }
        // a slow body has a deadline of its own, by its rate
        boolean open = prefaceLeft > 0 || headersOpen || (headRead > 0 && !data);
        if (!open) {
            close();
        } else if (waiting == null) {
            waiting = deadlines.within(patience, cut);
        }
    }

    private void beginFrame() {
        payloadLeft = ((head[0] & 0xFF) << 16) | ((head[1] & 0xFF) << 8) | (head[2] & 0xFF);
        int type = head[3] & 0xFF;
        data = type == DATA;
        if (type == HEADERS || type == CONTINUATION) {
            headersOpen = (head[4] & END_HEADERS) == 0;
        }
    }

    /// Nothing is waited for any more.
    @Override
    public void close() {
        if (waiting != null) {
            waiting.close();
            waiting = null;
        }
    }
}
