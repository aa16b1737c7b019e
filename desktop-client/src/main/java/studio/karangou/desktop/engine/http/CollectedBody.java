package studio.karangou.desktop.engine.http;

import java.io.ByteArrayOutputStream;

/// Keeps a body in memory. [WatchedBody] sees to its size.
final class CollectedBody implements BodySink {
    private final ByteArrayOutputStream bytes;

    CollectedBody(int mostBytes) {
        bytes = new ByteArrayOutputStream(Math.min(mostBytes, 8 * 1024));
    }

    @Override
    public synchronized void accept(byte[] chunk) {
        bytes.writeBytes(chunk);
    }

    synchronized byte[] bytes() {
        return bytes.toByteArray();
    }
}
