package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.server.access.Permission;

/// Who begins something in HTTP/2 and does not finish it, in the clear and within TLS. The connection would be idle
/// for far longer than these tests last: what ends it is the watch.
@ParameterizedClass
@ValueSource(booleans = {false, true})
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowFramesTest {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SETTINGS = frame(4, 0, 0, 0);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Patience IMPATIENT = new Patience(Duration.ofMillis(400), LONG, 1, LONG, LONG);
    private static final int HEADERS = 1;
    private static final int CONTINUATION = 9;

    @Parameter
    private boolean tls;

    @TempDir
    private Path folder;

    private PemFiles identity;
    private ServerCertificate certificate;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        identity = PemFiles.make(folder, "EC", "first");
        Path chain = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        identity.write(chain, key);
        certificate = tls
                ? new ServerCertificate(new TlsFiles(chain, key, Duration.ofHours(1)), Clock.systemUTC(), _ -> {})
                : null;
        server = HttpServer.start(
                new Listening("127.0.0.1", 0, 1 << 20, certificate),
                table(),
                new InFlight(100, () -> false),
                new BodyBytes(1 << 20),
                IMPATIENT,
                new SimpleMeterRegistry());
    }

    @AfterEach
    void stop() {
        server.close();
        if (certificate != null) {
            certificate.close();
        }
    }

    @Test
    void a_block_of_headers_that_goes_on_and_on_is_not_waited_for() throws Exception {
        assertThat(drip(join(PREFACE, SETTINGS, frame(HEADERS, 0, 1, 4)), frame(CONTINUATION, 0, 1, 1)))
                .isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void a_frame_that_comes_in_drops_is_not_waited_for() throws Exception {
        byte[] begun = frame(HEADERS, 4, 1, 16_000);
        byte[] head = new byte[9];
        System.arraycopy(begun, 0, head, 0, 9);
        assertThat(drip(join(PREFACE, SETTINGS, head), new byte[] {0})).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void a_preface_that_is_not_followed_by_a_whole_frame_is_not_waited_for() throws Exception {
        assertThat(drip(join(PREFACE, new byte[] {0, 0, 0}), new byte[0])).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void whole_requests_are_answered_however_long_there_is_nothing_between_them() throws Exception {
        HttpClient.Builder building = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2);
        if (tls) {
            building.sslContext(identity.trusting());
        }
        try (HttpClient client = building.build()) {
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(URI.create(
                                        (tls ? "https" : "http") + "://127.0.0.1:" + server.port() + "/open"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                // without TLS it is prior knowledge or nothing: the upgrade is not spoken
                assertThat(answer.version()).isEqualTo(tls ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
                LockSupport.parkNanos(IMPATIENT.head().multipliedBy(3).toNanos());
            }
        }
    }

    /// Sends a beginning, then drops until the other side has had enough.
    ///
    /// @return how long that took
    private Duration drip(byte[] beginning, byte[] drop) throws Exception {
        long began = System.nanoTime();
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(beginning);
            out.flush();
            Thread drops = Thread.ofVirtual().start(() -> {
                try {
                    while (!Thread.currentThread().isInterrupted()) {
                        out.write(drop);
                        out.flush();
                        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                    }
                } catch (IOException e) {
                    return; // the other side has closed
                }
            });
            try {
                readToTheEnd(socket.getInputStream());
            } finally {
                drops.interrupt();
            }
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private Socket connect() throws Exception {
        if (!tls) {
            return new Socket("127.0.0.1", server.port());
        }
        SSLContext context = identity.trusting();
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.port());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
        return socket;
    }

    private static void readToTheEnd(InputStream in) throws IOException {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (SocketException | javax.net.ssl.SSLException e) {
            return; // closed with a reset, as it has not read what we sent
        }
    }

    /// A frame whose payload is zeros (RFC 9113, section 4.1).
    private static byte[] frame(int type, int flags, int stream, int length) {
        byte[] frame = new byte[9 + length];
        frame[0] = (byte) (length >> 16);
        frame[1] = (byte) (length >> 8);
        frame[2] = (byte) length;
        frame[3] = (byte) type;
        frame[4] = (byte) flags;
        frame[8] = (byte) stream;
        return frame;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static RouteTable table() {
        return new RouteTable(
                        SlowAndLargeTest.NOBODY,
                        new RequestLimits(RequestRates.STANDARD, new PeerAddress(false), InstantSource.system()))
                .anyone(
                        Permission.ASK_ABOUT_SERVER,
                        Method.GET,
                        "/open",
                        (_, response) -> response.status(Status.OK_200).send("open"));
    }
}
