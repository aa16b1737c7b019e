package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.protocol.Limits;
import studio.karangou.server.access.Permission;

/// Bodies of requests that are refused before anybody reads them.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnreadBodiesTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Patience IMPATIENT = new Patience(SHORT, SHORT, 10_000, SHORT, SHORT.multipliedBy(10));
    private static final RequestRates FEW = new RequestRates(40, 40, 40, 40);
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final long MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final InFlight inFlight = new InFlight(100, () -> false);
    private PemFiles identity;
    private ServerCertificate certificate;
    private HttpServer plain;
    private HttpServer encrypted;

    @BeforeEach
    void start() throws IOException {
        identity = PemFiles.make(folder, "EC", "first");
        Path chain = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        identity.write(chain, key);
        certificate = new ServerCertificate(new TlsFiles(chain, key, Duration.ofHours(1)), Clock.systemUTC(), _ -> {});
        plain = server(null);
        encrypted = server(certificate);
    }

    @AfterEach
    void stop() {
        plain.close();
        encrypted.close();
        certificate.close();
    }

    @ParameterizedTest
    @CsvSource({"/nowhere, 404", "/mine, 401"})
    void a_refused_body_that_comes_in_drops_is_not_waited_for(String path, int status) throws Exception {
        assertThat(drip(path)).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void nor_is_one_that_is_too_many() throws Exception {
        useUp();

        assertThat(drip("/nowhere")).startsWith("HTTP/1.1 429");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Encoding: gzip\r\n"})
    void of_a_refused_body_without_end_no_more_is_read_than_of_a_batch(String coding) throws Exception {
        AtomicLong sent = new AtomicLong();
        try (Socket socket = new Socket("127.0.0.1", plain.port())) {
            RawClient.send(
                    socket,
                    "POST /nowhere HTTP/1.1\r\nHost: x\r\n" + coding + "Content-Length: " + 400 * MEGABYTE
                            + "\r\n\r\n");
            Thread sending = Thread.ofVirtual().start(() -> {
                byte[] part = new byte[64 * 1024];
                try {
                    while (sent.addAndGet(part.length) < 400 * MEGABYTE) {
                        socket.getOutputStream().write(part);
                    }
                } catch (IOException e) {
                    return; // the other side has closed
                }
            });
            assertThat(RawClient.rest(socket)).startsWith("HTTP/1.1 404");
            sending.join();
        }
        assertThat(sent).hasValueLessThan(100 * MEGABYTE); // what lay on the way comes on top
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Encoding: gzip\r\n"})
    void after_a_refused_body_that_ends_the_connection_goes_on_and_nothing_was_unpacked(String coding)
            throws Exception {
        try (Socket socket = new Socket("127.0.0.1", plain.port())) {
            String body = "x".repeat(300_000);
            RawClient.send(
                    socket,
                    "POST /mine HTTP/1.1\r\nHost: x\r\n" + coding + "Content-Length: " + body.length() + "\r\n\r\n"
                            + body);
            RawClient.send(socket, "GET /open HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

            assertThat(RawClient.rest(socket)).startsWith("HTTP/1.1 401").contains("HTTP/1.1 200");
        }
    }

    @Test
    void who_waits_for_our_word_before_the_body_gets_the_answer_in_its_place() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", plain.port())) {
            RawClient.send(
                    socket, "POST /mine HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n");

            assertThat(RawClient.rest(socket)).startsWith("HTTP/1.1 401").doesNotContain("100 Continue");
        }
    }

    @Test
    void in_http2_the_answer_is_read_too_and_the_connection_goes_on() throws Exception {
        try (HttpClient client = client()) {
            assertThat(post(client, 300_000, new AtomicLong()).statusCode()).isEqualTo(401);
            HttpResponse<String> answer = post(client, 40 * MEGABYTE, new AtomicLong());

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("http.unauthenticated");
            while (inFlight.count() > 0) {
                Thread.onSpinWait();
            }
            assertThat(post(client, Limits.BATCH_BYTES, new AtomicLong()).statusCode())
                    .as("the next one")
                    .isEqualTo(401);
        }
    }

    @Test
    void methods_that_somebody_made_up_are_one_figure_and_are_limited() throws Exception {
        for (int i = 0; i < FEW.address(); i++) {
            assertThat(ask("MADE-UP-" + i, i % 2 == 0 ? "/nowhere" : "/open")).startsWith("HTTP/1.1 40");
        }

        assertThat(ask("MADE-UP", "/nowhere")).startsWith("HTTP/1.1 429");
        assertThat(ask("MADE-UP", "/open")).startsWith("HTTP/1.1 429");
        assertThat(meters.find("karangou.http.requests").timers())
                .extracting(timer -> timer.getId().getTag("method"))
                .containsOnly("OTHER");
    }

    private HttpServer server(ServerCertificate shown) {
        return HttpServer.start(
                new Listening("127.0.0.1", 0, 1 << 30, shown),
                table(),
                inFlight,
                new BodyBytes(1 << 24),
                IMPATIENT,
                meters);
    }

    private static RouteTable table() {
        return new RouteTable(
                        SlowAndLargeTest.NOBODY,
                        new RequestLimits(FEW, new PeerAddress(false), InstantSource.fixed(NOW)))
                .anyone(
                        Permission.ASK_ABOUT_SERVER,
                        Method.GET,
                        "/open",
                        (_, response) -> response.status(Status.OK_200).send("open"))
                .operator(Permission.KEEP_VENUES, Method.POST, "/mine", (_, response) -> response.send());
    }

    private HttpClient client() throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(identity.trusting())
                .build();
    }

    private HttpResponse<String> post(HttpClient client, long bytes, AtomicLong sent) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + encrypted.port() + "/mine"))
                .POST(BodyPublishers.ofInputStream(() -> zeros(bytes, sent)))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static InputStream zeros(long bytes, AtomicLong sent) {
        return new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException("in parts");
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (sent.get() >= bytes) {
                    return -1;
                }
                int part = (int) Math.min(length, bytes - sent.get());
                sent.addAndGet(part);
                return part;
            }
        };
    }

    private void useUp() throws IOException {
        for (int i = 0; i < FEW.address(); i++) {
            ask("GET", "/nowhere");
        }
    }

    private String ask(String method, String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", plain.port())) {
            RawClient.send(socket, method + " " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
            return new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
        }
    }

    /// Sends the body a byte at a time until the other side has had enough.
    private String drip(String path) throws IOException {
        return RawClient.drip(
                plain.port(), "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n", "a");
    }
}
