package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.server.access.Permission;

/// Who sends in drops, or more than there is room for.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowAndLargeTest {
    private static final int ROOM = 100_000;
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Patience IMPATIENT = new Patience(SHORT, SHORT, 10_000, SHORT.multipliedBy(2), SHORT);

    /// Lets nobody in.
    static final Callers NOBODY = new Callers() {
        @Override
        public DeviceCaller device(String token) {
            throw new RequestFailure.Unauthenticated().asException();
        }

        @Override
        public PersonCaller person(String token) {
            throw new RequestFailure.Unauthenticated().asException();
        }

        @Override
        public boolean met(PersonCaller person, String device) {
            return false;
        }

        @Override
        public boolean isOperator(String token) {
            return false;
        }
    };

    private final CountDownLatch read = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final BodyBytes room = new BodyBytes(ROOM);
    private final InFlight inFlight = new InFlight(100, () -> false);
    private final HttpServer server = HttpServer.start(
            new Listening("127.0.0.1", 0, 1 << 24, null),
            table(),
            inFlight,
            room,
            IMPATIENT,
            new SimpleMeterRegistry());
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        release.countDown();
        client.close();
        server.close();
    }

    @Test
    void headers_that_come_in_drops_are_not_waited_for() throws Exception {
        assertThat(RawClient.drip(server.port(), "GET /open HTTP/1.1\r\nHost: x\r\n", "X-Drop: drop\r\n"))
                .isEmpty();
    }

    @Test
    void a_body_that_comes_in_drops_is_refused_and_gives_its_place_back() throws Exception {
        String answer =
                RawClient.drip(server.port(), "POST /take HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n", "a");

        assertThat(answer)
                .startsWith("HTTP/1.1 408")
                .contains("http.too-slow")
                .containsIgnoringCase("connection: close");
        awaitNobody();
    }

    @Test
    void a_body_that_does_not_come_is_not_waited_for() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            RawClient.send(socket, "POST /take HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nabc");
            assertThat(RawClient.rest(socket)).doesNotContain("200");
        }
        awaitNobody();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void after_a_body_that_is_not_what_it_says_the_connection_goes_on(String coding) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            String body = "x".repeat(50_000);
            RawClient.send(
                    socket,
                    "POST /take HTTP/1.1\r\nHost: x\r\nContent-Encoding: " + coding + "\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body);
            RawClient.send(socket, "GET /open HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

            assertThat(RawClient.rest(socket)).startsWith("HTTP/1.1 400").contains("HTTP/1.1 200");
        }
    }

    @Test
    void a_connection_on_which_nothing_is_asked_is_closed() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            RawClient.send(socket, "GET /open HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(RawClient.rest(socket)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void who_sends_at_a_fair_pace_is_waited_for() throws Exception {
        release.countDown();
        HttpResponse<String> answer = client.send(
                request("/take")
                        .POST(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> slowly(40, 1_000, 30))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("40000");
    }

    @Test
    void half_of_the_weakest_line_is_a_fair_pace() throws Exception {
        release.countDown();
        int bytesPerSecond = Patience.STANDARD.bytesPerSecond();
        Patience standard = new Patience(SHORT, SHORT, bytesPerSecond, SHORT.multipliedBy(2), SHORT);
        HttpServer patient = HttpServer.start(
                new Listening("127.0.0.1", 0, 1 << 24, null),
                table(),
                inFlight,
                room,
                standard,
                new SimpleMeterRegistry());
        try {
            HttpRequest halfOf8KilobitsASecond = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + patient.port() + "/take"))
                    .version(HttpClient.Version.HTTP_1_1)
                    .POST(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> slowly(30, 50, 100))))
                    .build();
            assertThat(client.send(halfOf8KilobitsASecond, ofString()).body()).isEqualTo("1500");
        } finally {
            patient.close();
        }
    }

    @Test
    void bodies_that_there_is_no_room_for_are_turned_away_until_there_is() throws Exception {
        CompletableFuture<HttpResponse<String>> first = client.sendAsync(post(80_000), ofString());
        assertThat(read.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(room.held()).isEqualTo(80_000);

        HttpResponse<String> second = client.send(post(80_000), ofString());
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(client.send(request("/open").GET().build(), ofString()).statusCode())
                .isEqualTo(200);

        release.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        awaitNobody();
        assertThat(room.held()).isZero();
        assertThat(client.send(post(80_000), ofString()).statusCode()).isEqualTo(200);
    }

    private static HttpResponse.BodyHandler<String> ofString() {
        return HttpResponse.BodyHandlers.ofString();
    }

    private RouteTable table() {
        return new RouteTable(
                        NOBODY,
                        new RequestLimits(RequestRates.STANDARD, new PeerAddress(false), InstantSource.system()))
                .anyone(
                        Permission.ASK_ABOUT_SERVER,
                        Method.GET,
                        "/open",
                        (_, response) -> response.status(Status.OK_200).send("open"))
                .anyone(Permission.ASK_ABOUT_SERVER, Method.POST, "/take", (request, response) -> {
                    int length = Bodies.bytes(request, 1 << 20).length;
                    read.countDown();
                    release.await();
                    response.status(Status.OK_200).send(Integer.toString(length));
                });
    }

    private static InputStream slowly(int parts, int bytes, int millis) {
        return new InputStream() {
            private int sent;

            @Override
            public int read() {
                throw new UnsupportedOperationException("in parts");
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (sent == parts * bytes) {
                    return -1;
                }
                LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
                int part = Math.min(length, bytes);
                sent += part;
                return part;
            }
        };
    }

    private void awaitNobody() {
        while (inFlight.count() > 0) {
            Thread.onSpinWait();
        }
    }

    private HttpRequest post(int bytes) {
        return request("/take")
                .POST(BodyPublishers.ofByteArray(new byte[bytes]))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .version(HttpClient.Version.HTTP_1_1);
    }
}
