package studio.karangou.packaging.tour;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A network's proxy that lets a WebSocket be opened, and then carries nothing of what the server says on it.
final class SwallowingProxy implements AutoCloseable {
    private static final int ENOUGH = 16 * 1024;

    private final ServerSocket door;
    private final int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean swallowed;

    SwallowingProxy(int server) throws IOException {
        this.server = server;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::welcome);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /// Whether a WebSocket was opened through it.
    boolean hasSwallowed() {
        return swallowed;
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), server);
                open.add(near);
                open.add(far);
                Thread.ofVirtual().start(() -> carry(near, far, false));
                Thread.ofVirtual().start(() -> carry(far, near, true));
            } catch (IOException e) {
                return; // the door is closed, or the server is
            }
        }
    }

    private void carry(Socket from, Socket to, boolean answers) {
        byte[] some = new byte[ENOUGH];
        boolean silent = false;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                if (silent) {
                    continue;
                }
                String text = new String(some, 0, read, StandardCharsets.ISO_8859_1);
                silent = answers && text.toLowerCase(Locale.ROOT).startsWith("http/1.1 101 ");
                int passed = silent ? text.indexOf("\r\n\r\n") + 4 : read;
                out.write(some, 0, passed);
                out.flush();
                swallowed |= silent;
            }
        } catch (IOException e) {
            // an end is an end
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket one : open) {
            one.close();
        }
    }
}
