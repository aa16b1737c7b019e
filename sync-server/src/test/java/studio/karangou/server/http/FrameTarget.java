package studio.karangou.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import studio.karangou.server.fuzz.FuzzTarget;

/// What comes on a connection of HTTP/2, in whatever pieces.
public final class FrameTarget implements FuzzTarget {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Deadlines DEADLINES = new Deadlines(LONG);

    /// How much is waited for after the bytes came in pieces.
    private static int waited(byte[] bytes, int piece) {
        FrameWatch watch = new FrameWatch(DEADLINES, LONG, () -> {});
        for (int at = 0; at < bytes.length; at += piece) {
            watch.came(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
        }
        int waited = DEADLINES.count();
        watch.close();
        return waited;
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        new FrameTarget().read(bytes);
    }

    @Override
    public String name() {
        return "frame";
    }

    @Override
    public void read(byte[] bytes) {
        int whole = waited(bytes, Math.max(1, bytes.length));
        if (whole != waited(bytes, 1) || whole != waited(bytes, 7)) {
            throw new IllegalStateException("what is waited for depends on the pieces");
        }
    }

    @Override
    public List<byte[]> seeds() {
        byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] settings = {0, 0, 0, 4, 0, 0, 0, 0, 0};
        byte[] headers = {0, 0, 2, 1, 0, 0, 0, 0, 1, 0x41, 0x41, 0, 0, 1, 9, 4, 0, 0, 0, 1, 0x41};
        return List.of(ByteBuffer.allocate(preface.length + settings.length + headers.length)
                .put(preface)
                .put(settings)
                .put(headers)
                .array());
    }
}
