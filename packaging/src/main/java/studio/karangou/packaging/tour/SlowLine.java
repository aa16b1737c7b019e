package studio.karangou.packaging.tour;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import studio.karangou.packaging.demo.Patience;

/// A line between a client and the server that can be as slow as those of the places where films are fetched; this
/// machine's own brings a film faster than one can look. When the server goes, so does whatever runs over it.
final class SlowLine implements AutoCloseable {
    private static final int PIECE = 4096;
    private static final double NANOS = 1e9;

    private final URI server;
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private long free = System.nanoTime();
    private volatile int bytesPerSecond;

    SlowLine(URI server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /// @param rate of all that the server sends, bytes a second; 0 for as fast as it goes
    void limit(int rate) {
        bytesPerSecond = rate;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket near = listening.accept();
                open.add(near);
                Thread.ofVirtual().start(() -> connect(near));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void connect(Socket near) {
        try (near;
                Socket far = new Socket(server.getHost(), server.getPort())) {
            open.add(far);
            Thread asks = Thread.ofVirtual().start(() -> pass(near, far, false));
            pass(far, near, true);
            asks.join();
            open.remove(far);
        } catch (IOException e) {
            open.remove(near); // the server is not there: the client sees its line closed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(near);
        }
    }

    private void pass(Socket from, Socket to, boolean slowly) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                if (slowly) {
                    Patience.pause(turn(read));
                }
                out.write(piece, 0, read);
            }
        } catch (IOException e) {
            open.remove(from); // one end has gone, and takes the other along
        }
    }

    /// How long to wait until so many bytes may go.
    private Duration turn(int bytes) {
        int rate = bytesPerSecond;
        lock.lock();
        try {
            long now = System.nanoTime();
            if (rate == 0) {
                free = now;
                return Duration.ZERO;
            }
            free = Math.max(free, now) + Math.round(bytes * NANOS / rate);
            return Duration.ofNanos(free - now);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
