package studio.karangou.desktop.engine.vlc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/// Serves a [TestFilm] from this machine, as well or as badly as a test wants.
final class FilmServer implements AutoCloseable {
    private final Path folder;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> served = new CopyOnWriteArrayList<>();
    private volatile Predicate<String> missing = path -> false;
    private volatile Predicate<String> stalling = path -> false;
    private volatile CountDownLatch stalled = new CountDownLatch(0);
    private volatile IntFunction<String> rung = segment -> "high";

    FilmServer(TestFilm film) throws IOException {
        folder = film.folder();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/master.m3u8");
    }

    /// What was asked for, in order.
    List<String> served() {
        return List.copyOf(served);
    }

    /// These are answered with 404 from now on.
    void lose(Predicate<String> paths) {
        missing = paths;
    }

    /// These are not answered until [#goOn].
    void stall(Predicate<String> paths) {
        stalled = new CountDownLatch(1);
        stalling = paths;
    }

    void goOn() {
        stalling = path -> false;
        stalled.countDown();
    }

    /// Which rung each segment is answered with.
    void rungs(IntFunction<String> choice) {
        rung = choice;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(1);
            served.add(path);
            if (stalling.test(path)) {
                stalled.await();
            }
            if (missing.test(path)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] bytes = Files.readAllBytes(folder.resolve(chosen(path)));
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String chosen(String path) {
        return path.matches("high-\\d+\\.m4s")
                ? rung.apply(Integer.parseInt(path.substring(5, 8))) + path.substring(4)
                : path;
    }

    @Override
    public void close() {
        goOn();
        server.stop(0);
        threads.shutdownNow();
    }
}
