package studio.karangou.packaging.tour;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.packaging.demo.DemoServer;

/// A line between a device and its server that can be cut: then there is no route. Of several nodes of one server,
/// each connection goes to the next one that runs.
final class CutLine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CutLine.class);

    private final List<DemoServer> nodes;
    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private int turn; // only where connections are accepted

    /// @param nodes of one server; others may come to the list
    CutLine(List<DemoServer> nodes) throws IOException {
        this.nodes = nodes;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    void cut() throws IOException {
        cut = true;
        closeAll();
    }

    void mend() {
        cut = false;
    }

    private void closeAll() throws IOException {
        for (Socket socket : open) {
            socket.close();
            open.remove(socket);
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket near = listening.accept();
                Socket far = cut ? null : nextNode();
                if (far == null) {
                    near.close();
                    continue;
                }
                open.add(near);
                open.add(far);
                if (cut) { // whoever cut it just now may not have seen these
                    closeAll();
                    continue;
                }
                Thread.ofVirtual().start(() -> pass(near, far));
                Thread.ofVirtual().start(() -> pass(far, near));
            } catch (IOException e) {
                continue; // closed: the next one
            }
        }
    }

    /// @return null if none runs
    private @Nullable Socket nextNode() {
        for (int tried = 0; tried < nodes.size(); tried++) {
            URI node = nodes.get(turn++ % nodes.size()).address();
            try {
                return new Socket(node.getHost(), node.getPort());
            } catch (IOException e) {
                LOG.debug("{} does not run", node, e);
            }
        }
        return null;
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            LOG.debug("cut", e);
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }
}
