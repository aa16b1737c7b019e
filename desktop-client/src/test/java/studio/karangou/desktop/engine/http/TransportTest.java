package studio.karangou.desktop.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.FailureException;

class TransportTest {
    private static final TimeLimits LIMITS =
            new TimeLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(500), 500);

    private final Transport transport = new Transport(LIMITS, () -> Locale.FRENCH);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        transport.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void a_body_that_stalls_fails_and_one_that_drips_slowly_does_not() {
        answer("/stall", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            await();
        });
        answer("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 12);
            OutputStream out = exchange.getResponseBody();
            for (int i = 0; i < 12; i++) {
                out.write(i);
                out.flush();
                pause();
            }
            exchange.close();
        });
        refused("/stall", new ServerFailure.Stalled());
        // longer as a whole than any of the limits
        assertThat(transport.exchange(address(), HttpCall.get("/drip"), 100).body())
                .hasSize(12);
    }

    @Test
    void a_server_that_never_answers_is_given_up() {
        answer("/silent", exchange -> await());
        refused("/silent", new ServerFailure.Stalled());
    }

    @Test
    void redirects_are_not_followed_and_foreign_pages_are_not_believed() {
        answer("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://example.org/");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        answer("/portal", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(403, 6);
            exchange.getResponseBody().write("<html>".getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        refused("/moved", new ServerFailure.Garbled());
        refused("/portal", new ServerFailure.Garbled());
    }

    @Test
    void too_many_attempts_say_when_to_try_again() {
        answer("/often", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "17");
            exchange.sendResponseHeaders(429, -1);
            exchange.close();
        });
        answer("/vague", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "-99999999999999999999");
            exchange.sendResponseHeaders(429, -1);
            exchange.close();
        });
        refused("/often", new ServerFailure.TooMany(17));
        refused("/vague", new ServerFailure.TooMany(30));
    }

    @Test
    void an_answer_larger_than_its_limit_is_not_read_to_its_end() {
        answer("/large", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            for (int i = 0; i < 100; i++) {
                out.write(new byte[10_000]);
            }
            exchange.close();
        });
        refused("/large", new ServerFailure.Garbled());
    }

    @Test
    void nobody_there_is_unreachable() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> transport.exchange(URI.create("http://127.0.0.1:" + free), HttpCall.get("/"), 100))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure()).isEqualTo(new ServerFailure.Unreachable()));
    }

    @Test
    void what_the_sink_throws_reaches_the_caller() {
        answer("/some", exchange -> {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().write(new byte[10]);
            exchange.close();
        });
        assertThatThrownBy(() -> transport.stream(
                        address(),
                        HttpCall.get("/some"),
                        status -> chunk -> {
                            throw new IOException("no room");
                        },
                        100))
                .isInstanceOf(IOException.class)
                .hasMessage("no room");
    }

    private void answer(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    private void refused(String path, ServerFailure expected) {
        assertThatThrownBy(() -> transport.exchange(address(), HttpCall.get(path), 1000))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(expected));
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause() {
        try {
            if (over.await(150, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the test is over");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
