package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.VenueId;
import studio.karangou.server.access.Permission;

/// Who may open a line, and how many of them there may be.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LineDoorTest {
    private static final String HANDSHAKE = """
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Version: 13\r
            Karangou-Protocol: 1\r
            Authorization: Bearer known\r
            """;
    private static final String FORWARDED = "X-Forwarded-For: 203.0.113.7\r\n";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Socket> open = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Socket one : open) {
            one.close();
        }
    }

    @Test
    void lines_leave_half_of_the_connections_to_those_who_send() throws IOException {
        try (HttpServer server = server(4, new PeerAddress(false), RequestRates.STANDARD)) {
            assertThat(ask(server, "/line", HANDSHAKE)).contains("101");
            assertThat(ask(server, "/line", HANDSHAKE)).contains("101");

            assertThat(ask(server, "/line", HANDSHAKE)).contains("503");
            assertThat(ask(server, "/open", "")).contains("200");

            open.getFirst().close();
            while (!ask(server, "/line", HANDSHAKE).contains("101")) {
                Thread.onSpinWait(); // until the server has seen it
            }
        }
    }

    @Test
    void no_line_is_opened_in_the_clear_past_the_proxies() throws IOException {
        List<Network> elsewhere = List.of(Network.parse("192.0.2.0/24"));
        try (HttpServer server = server(100, new PeerAddress(true, elsewhere), RequestRates.STANDARD)) {
            assertThat(ask(server, "/line", HANDSHAKE + FORWARDED)).contains("403");
        }
    }

    @Test
    void behind_a_proxy_handshakes_count_by_the_address_that_the_proxy_names() throws IOException {
        RequestRates few = new RequestRates(2, 100, 100, 100);
        try (HttpServer server = server(100, new PeerAddress(true), few)) {
            assertThat(ask(server, "/line", HANDSHAKE + FORWARDED)).contains("101");
            assertThat(ask(server, "/line", HANDSHAKE + FORWARDED)).contains("101");
            assertThat(ask(server, "/line", HANDSHAKE + FORWARDED)).contains("429");
            assertThat(ask(server, "/line", HANDSHAKE + "X-Forwarded-For: 203.0.113.8\r\n"))
                    .contains("101");
        }
    }

    @Test
    void a_line_is_counted_and_logged_like_any_request() throws IOException {
        try (HttpServer server = server(100, new PeerAddress(false), RequestRates.STANDARD)) {
            ask(server, "/line", HANDSHAKE);

            Search answered = meters.find("karangou.http.requests")
                    .tags("route", "/line", "method", "GET", "status", "101", "outcome", "answered");
            while (answered.timer() == null) { // it is written after the answer
                Thread.onSpinWait();
            }
        }
    }

    private HttpServer server(int ofNetwork, PeerAddress addresses, RequestRates rates) {
        RouteTable table = new RouteTable(new Known(), new RequestLimits(rates, addresses, InstantSource.system()))
                .anyone(
                        Permission.ASK_ABOUT_SERVER,
                        Method.GET,
                        "/open",
                        (_, response) -> response.status(Status.OK_200).send("open"))
                .line(Permission.SYNC, "/line", new Kept());
        return HttpServer.start(
                new Listening("127.0.0.1", 0, 1 << 20, null, 1_000, ofNetwork),
                table,
                new InFlight(100, () -> false),
                meters);
    }

    /// @return the first line of the answer; the connection stays open
    private String ask(HttpServer server, String path, String headers) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        open.add(socket);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        String line =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (line == null || !line.contains("101")) {
            socket.close();
        }
        return String.valueOf(line);
    }

    /// Lets everybody in, and says nothing.
    private static final class Kept implements Lines {
        @Override
        public void admit(DeviceCaller caller) {
            assertThat(caller.device().value()).isNotNull();
        }

        @Override
        public LineListener opened(DeviceCaller caller, Line line) {
            return new LineListener() {
                @Override
                public void alive() {}

                @Override
                public void asks() {}

                @Override
                public void over() {}
            };
        }
    }

    /// One device whoever asks.
    private static final class Known implements Callers {
        @Override
        public DeviceCaller device(String token) {
            return new DeviceCaller(new DeviceId(new UUID(7, 1)), new VenueId(new UUID(7, 2)));
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
    }
}
