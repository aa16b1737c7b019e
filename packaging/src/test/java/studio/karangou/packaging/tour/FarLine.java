package studio.karangou.packaging.tour;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A line to a server that is far away: what goes in comes out later. It can be cut.
final class FarLine implements AutoCloseable {
    private static final byte[] END = {};

    private final int target;
    private final Duration way;
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong up = new AtomicLong();

    /// @param target the server's port
    /// @param way how long each byte is on its way, in each direction
    FarLine(int target, Duration way) throws IOException {
        this.target = target;
        this.way = way;
        Thread.ofVirtual().start(this::accept);
    }

    private record Piece(byte[] bytes, long due) {}

    int port() {
        return listening.getLocalPort();
    }

    /// Bytes that came from the device.
    long up() {
        return up.get();
    }

    /// Breaks every connection there is; later ones are carried.
    void cut() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket near = listening.accept();
                open.add(near);
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(far);
                carry(near, far, up);
                carry(far, near, new AtomicLong());
            } catch (IOException e) {
                continue; // closed, or the server has gone: the next one
            }
        }
    }

    private void carry(Socket from, Socket to, AtomicLong count) {
        BlockingQueue<Piece> travelling = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> read(from, travelling, count));
        Thread.ofVirtual().start(() -> write(to, travelling));
    }

    private void read(Socket from, BlockingQueue<Piece> travelling, AtomicLong count) {
        byte[] bytes = new byte[1400];
        try (from) {
            InputStream in = from.getInputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                count.addAndGet(read);
                travelling.add(new Piece(Arrays.copyOf(bytes, read), System.nanoTime() + way.toNanos()));
            }
        } catch (IOException e) {
            open.remove(from); // cut
        } finally {
            travelling.add(new Piece(END, System.nanoTime() + way.toNanos()));
        }
    }

    private void write(Socket to, BlockingQueue<Piece> travelling) {
        try (to) {
            OutputStream out = to.getOutputStream();
            for (Piece piece = travelling.take(); piece.bytes().length > 0; piece = travelling.take()) {
                TimeUnit.NANOSECONDS.sleep(piece.due() - System.nanoTime());
                out.write(piece.bytes());
            }
        } catch (IOException e) {
            open.remove(to); // cut
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }
}
