package studio.karangou.desktop.engine.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The door to neighbours, and what comes in by it.
class LanServerTest {
    private final List<String> posted = new ArrayList<>();
    private LanServer server;

    @BeforeEach
    void start() throws IOException {
        server = new LanServer(0, 1_000, new LanHandler() {
            @Override
            public LanAnswer get(String path, InetAddress from) {
                return LanAnswer.with(path.getBytes(StandardCharsets.US_ASCII));
            }

            @Override
            public LanAnswer post(String path, byte[] body, InetAddress from) {
                posted.add(path + " " + body.length);
                return LanAnswer.of(202);
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void answers_and_closes() throws IOException {
        assertThat(ask("GET /a HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .endsWith("\r\n\r\n/a");
        assertThat(ask("POST /b HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc")).startsWith("HTTP/1.1 202");
        assertThat(posted).containsExactly("/b 3");
    }

    @Test
    void what_is_too_large_or_strange_is_refused_before_it_is_read() throws IOException {
        assertThat(ask("POST /b HTTP/1.1\r\nContent-Length: 4294967295\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
        assertThat(ask("POST /b HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n"))
                .startsWith("HTTP/1.1 411");
        assertThat(ask("POST /b HTTP/1.1\r\nContent-Length: -1\r\n\r\n")).startsWith("HTTP/1.1 411");
        assertThat(ask("POST /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"))
                .startsWith("HTTP/1.1 411");
        assertThat(ask("DELETE /b HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 405");
        assertThat(ask("no request\r\n\r\n")).isEmpty();
        assertThat(ask("GET /" + "a".repeat(9_000))).isEmpty();
        assertThat(posted).isEmpty();
    }

    @Test
    void one_neighbour_does_not_keep_the_others_out() throws IOException {
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                held.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
            }
            assertThat(held.getLast().getInputStream().read()).isEqualTo(-1);
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    private String ask(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            } catch (IOException e) {
                return ""; // closed without a word
            }
        }
    }
}
