package studio.karangou.desktop.engine.loopback;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// HTTP/1.1 for neighbours on the local network: GET and POST, one request a connection, bodies with a length
/// and up to a limit. Whoever is slow, noisy or one too many loses the connection; nobody else waits for them.
public final class LanServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LanServer.class);
    private static final int CONNECTIONS = 48;
    private static final int PER_ADDRESS = 8;
    /// Bodies that are held in memory at once.
    private static final int BODIES = 4;
    private static final Duration HEAD = Duration.ofSeconds(5);
    /// A body may take this long, and a second more for each of [#SLOWEST] bytes.
    private static final Duration BODY = Duration.ofSeconds(15);
    private static final int SLOWEST = 16 * 1024;

    private final LanHandler handler;
    private final int mostBytes;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();
    private final Semaphore bodies = new Semaphore(BODIES);

    /// Begins to listen on all addresses of this machine.
    ///
    /// @param port that is tried first; another one if somebody has it
    /// @param mostBytes of a body
    public LanServer(int port, int mostBytes, LanHandler handler) throws IOException {
        this.handler = handler;
        this.mostBytes = mostBytes;
        listening = bound(port);
        Thread.ofVirtual().name("neighbours").start(this::accept);
    }

    private static ServerSocket bound(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(port), CONNECTIONS);
        } catch (BindException e) {
            LOG.info("port {} is another's; neighbours find another one", port, e);
            socket.bind(new InetSocketAddress(0), CONNECTIONS);
        }
        return socket;
    }

    public int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                if (enters(socket)) {
                    threads.execute(() -> serve(socket));
                } else {
                    socket.close();
                }
            } catch (IOException | RejectedExecutionException e) {
                if (!listening.isClosed()) {
                    LOG.warn("a neighbour could not be let in", e);
                }
            } catch (RuntimeException | Error e) { // thrown on, no neighbour would ever come in again
                LOG.error("a neighbour could not be let in, in a way nobody thought of", e);
            }
        }
    }

    private boolean enters(Socket socket) {
        if (open.size() >= CONNECTIONS) {
            return false;
        }
        int theirs = byAddress.merge(socket.getInetAddress(), 1, Integer::sum);
        if (theirs > PER_ADDRESS) {
            leaves(socket);
            return false;
        }
        open.add(socket);
        return true;
    }

    private void leaves(Socket socket) {
        open.remove(socket);
        byAddress.computeIfPresent(socket.getInetAddress(), (_, count) -> count > 1 ? count - 1 : null);
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream(), 8 * 1024);
            Optional<RequestHead> head = RequestHead.readWithBody(socket, in, HEAD, HEAD);
            if (head.isPresent()) {
                write(socket.getOutputStream(), answer(head.get(), socket, in));
            }
        } catch (IOException e) {
            LOG.debug("a neighbour's connection ended: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error("an answer to a neighbour failed in a way nobody thought of", e);
        } finally {
            leaves(socket);
        }
    }

    private LanAnswer answer(RequestHead head, Socket socket, InputStream in) throws IOException, InterruptedException {
        InetAddress from = socket.getInetAddress();
        if (head.method().equals("GET")) {
            return handler.get(head.path(), from);
        }
        if (!head.method().equals("POST")) {
            return LanAnswer.of(405);
        }
        String said = head.headers().getOrDefault("content-length", "");
        if (!said.matches("[0-9]{1,10}")) {
            return LanAnswer.of(411);
        }
        long length = Long.parseLong(said);
        if (length > mostBytes) {
            return LanAnswer.of(413);
        }
        bodies.acquire();
        try {
            return handler.post(head.path(), body(socket, in, (int) length), from);
        } finally {
            bodies.release();
        }
    }

    private static byte[] body(Socket socket, InputStream in, int length) throws IOException {
        long until = System.nanoTime() + BODY.plusSeconds(length / SLOWEST).toNanos();
        byte[] body = new byte[length];
        int done = 0;
        while (done < length) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new SocketTimeoutException("a body that is too slow");
            }
            socket.setSoTimeout((int) left);
            int read = in.read(body, done, length - done);
            if (read < 0) {
                throw new IOException("a body that was cut");
            }
            done += read;
        }
        return body;
    }

    private static void write(OutputStream out, LanAnswer answer) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(answer.status())
                .append(" -\r\nContent-Type: application/octet-stream\r\nCache-Control: no-store\r\nContent-Length: ")
                .append(answer.body().length)
                .append("\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Connection: close\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(answer.body());
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
