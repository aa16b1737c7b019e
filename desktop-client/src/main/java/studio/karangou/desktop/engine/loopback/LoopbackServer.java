package studio.karangou.desktop.engine.loopback;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// HTTP/1.1 on 127.0.0.1 and a port that the system chooses: GET and HEAD, ranges, keep-alive, nothing else.
/// Plain sockets, as the JDK's server delays small answers, and can be slowed down by a slow client.
/// Who does not know a path gets 404 and nothing more; who is slow or noisy loses the connection.
public final class LoopbackServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
    /// More than a player ever opens at once, little enough to cost nothing.
    private static final int STRANGERS = 256;
    private static final Duration FIRST_HEAD = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final Handler handler;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> known = ConcurrentHashMap.newKeySet();
    /// Those that have not asked for anything that is here, the oldest first.
    private final Deque<Socket> strangers = new ConcurrentLinkedDeque<>();

    public LoopbackServer(Handler handler) throws IOException {
        this.handler = handler;
        listening = new ServerSocket();
        listening.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), STRANGERS);
        Thread.ofVirtual().name("loopback").start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                strangers.addLast(socket);
                turnAwayTheOldest();
                threads.execute(() -> serve(socket));
            } catch (IOException | RejectedExecutionException e) {
                if (!listening.isClosed()) {
                    LOG.warn("a connection of the player could not be taken", e);
                }
            } catch (RuntimeException | Error e) { // thrown on, the player would wait for ever
                LOG.error("a connection of the player could not be taken, in a way nobody thought of", e);
            }
        }
    }

    /// So that a program that opens connections without end never keeps the player out.
    private void turnAwayTheOldest() throws IOException {
        if (strangers.size() > STRANGERS) {
            Socket oldest = strangers.pollFirst();
            if (oldest != null) {
                oldest.close();
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream(), 1024);
            BufferedOutputStream out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
            Duration silence = FIRST_HEAD;
            while (true) {
                Optional<RequestHead> head = RequestHead.read(socket, in, silence, FIRST_HEAD);
                if (head.isEmpty() || !answer(head.get(), socket, in, out)) {
                    return;
                }
                silence = SILENCE;
            }
        } catch (IOException e) {
            // a player that seeks closes what it no longer wants, and a stranger gets no detail
            LOG.debug("a connection on loopback ended: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error("an answer to the player failed in a way nobody thought of", e);
        } finally {
            strangers.remove(socket);
            known.remove(socket);
        }
    }

    /// Answers; tells whether the connection goes on.
    private boolean answer(RequestHead head, Socket socket, BufferedInputStream in, BufferedOutputStream out)
            throws IOException, InterruptedException {
        boolean mine = ("127.0.0.1:" + port()).equals(head.headers().get("host"));
        boolean reading = head.method().equals("GET") || head.method().equals("HEAD");
        if (!mine || !reading || !handler.knows(head.path())) {
            nothing(out, "404 Not Found", "", false);
            return false;
        }
        known.add(socket);
        strangers.remove(socket);
        Optional<Content> content = handler.content(head.path(), new Liveness(socket, in));
        if (content.isEmpty()) {
            nothing(out, "404 Not Found", "", head.keepAlive());
            return head.keepAlive();
        }
        send(head, content.get(), out);
        return head.keepAlive();
    }

    private static void send(RequestHead head, Content content, BufferedOutputStream out) throws IOException {
        byte[] bytes = content.bytes();
        Optional<ByteRange> asked = ByteRange.of(head.headers().get("range"), bytes.length);
        if (asked.isPresent() && !asked.get().isSatisfiable()) {
            nothing(
                    out,
                    "416 Range Not Satisfiable",
                    "Content-Range: bytes */" + bytes.length + "\r\n",
                    head.keepAlive());
            return;
        }
        ByteRange part = asked.orElse(new ByteRange(0, bytes.length - 1L));
        String range = asked.isEmpty()
                ? ""
                : "Content-Range: bytes " + part.from() + "-" + part.to() + "/" + bytes.length + "\r\n";
        head(
                out,
                asked.isEmpty() ? "200 OK" : "206 Partial Content",
                "Content-Type: " + content.mediaType() + "\r\nAccept-Ranges: bytes\r\n" + range,
                part.length(),
                head.keepAlive());
        if (head.method().equals("GET")) {
            out.write(bytes, (int) part.from(), part.length());
        }
        out.flush();
    }

    private static void nothing(BufferedOutputStream out, String status, String headers, boolean keepAlive)
            throws IOException {
        head(out, status, headers, 0, keepAlive);
        out.flush();
    }

    private static void head(BufferedOutputStream out, String status, String headers, long length, boolean keepAlive)
            throws IOException {
        String head = "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + length
                + "\r\nCache-Control: no-store\r\nConnection: " + (keepAlive ? "keep-alive" : "close") + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
        for (Socket socket : known) {
            socket.close();
        }
        for (Socket socket : strangers) {
            socket.close();
        }
    }
}
