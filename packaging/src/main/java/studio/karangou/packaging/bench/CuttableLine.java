package studio.karangou.packaging.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A line to a server that counts what goes over it and breaks once, where it is told to.
final class CuttableLine implements AutoCloseable {
    private final int target;
    private final ServerSocket listening;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong up = new AtomicLong();
    private final AtomicLong down = new AtomicLong();
    private final AtomicLong cutAt = new AtomicLong(Long.MAX_VALUE);

    CuttableLine(int target) throws IOException {
        this.target = target;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /// Ends every connection once so many bytes have gone up; those that come afterwards are carried.
    void cutAt(long bytes) {
        cutAt.set(bytes);
    }

    long up() {
        return up.get();
    }

    long down() {
        return down.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket near = listening.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                for (Socket socket : new Socket[] {near, far}) {
                    socket.setTcpNoDelay(true);
                    sockets.add(socket);
                }
                Thread.ofVirtual().start(() -> carry(near, far, up));
                Thread.ofVirtual().start(() -> carry(far, near, down));
            } catch (IOException e) {
                cutAll();
            }
        }
    }

    private void carry(Socket from, Socket to, AtomicLong count) {
        byte[] bytes = new byte[16 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                count.addAndGet(read);
                long cut = cutAt.get();
                if (up.get() >= cut && cutAt.compareAndSet(cut, Long.MAX_VALUE)) {
                    cutAll();
                    return;
                }
                out.write(bytes, 0, read);
            }
        } catch (IOException e) {
            sockets.remove(from); // an end of this line went away, and so does the other
        }
    }

    private void cutAll() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                sockets.remove(socket);
            }
        }
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cutAll();
    }
}
