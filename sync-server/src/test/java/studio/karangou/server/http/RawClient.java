package studio.karangou.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Speaks HTTP/1.1 by hand, to do what no client does.
final class RawClient {
    private RawClient() {}

    /// Sends a beginning, then drops until the other side has had enough.
    ///
    /// @return what it said
    static String drip(int port, String beginning, String drop) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            send(socket, beginning);
            Thread drops = Thread.ofVirtual().start(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    try {
                        send(socket, drop);
                    } catch (IOException e) {
                        return; // the other side has closed
                    }
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
            });
            try {
                return rest(socket);
            } finally {
                drops.interrupt();
            }
        }
    }

    static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /// What comes until the connection is closed.
    static String rest(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            for (int c = in.read(); c >= 0; c = in.read()) {
                text.append((char) c);
            }
        } catch (SocketException e) {
            return text.toString(); // closed with a reset, as it has not read what we sent
        }
        return text.toString();
    }
}
