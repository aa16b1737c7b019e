package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.karangou.server.access.Permission;

/// Who connects, how often, and past whom.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectionsTest {
    private static final String CLOSED = "";

    @Test
    void a_network_has_so_many_connections_and_another_one_when_one_of_them_ends() throws Exception {
        try (HttpServer server = server(2, new PeerAddress(false));
                Socket first = new Socket("127.0.0.1", server.port());
                Socket second = new Socket("127.0.0.1", server.port())) {
            assertThat(ask(first, "/open", "")).contains("200");
            assertThat(ask(second, "/open", "")).contains("200");
            assertThat(askAnew(server, "/open", "")).isEqualTo(CLOSED);

            first.close();
            while (askAnew(server, "/open", "").equals(CLOSED)) {
                Thread.onSpinWait(); // until the server has seen it
            }
        }
    }

    @Test
    void nobody_speaks_in_the_clear_past_the_proxies() throws Exception {
        List<Network> elsewhere = List.of(Network.parse("192.0.2.0/24"));
        try (HttpServer server = server(100, new PeerAddress(true, elsewhere))) {
            assertThat(askAnew(server, "/open", "X-Forwarded-For: 203.0.113.7\r\n"))
                    .contains("403");
        }
        try (HttpServer server = server(100, new PeerAddress(true))) {
            assertThat(askAnew(server, "/open", "X-Forwarded-For: 203.0.113.7\r\n"))
                    .contains("200");
        }
    }

    @Test
    void figures_are_for_this_machine_and_not_for_who_comes_through_a_proxy_on_it() throws Exception {
        for (boolean behindProxy : new boolean[] {true, false}) {
            try (HttpServer server = server(100, new PeerAddress(behindProxy))) {
                assertThat(askAnew(server, "/metrics", "")).contains("200");
                assertThat(askAnew(server, "/metrics", "X-Forwarded-For: 203.0.113.7\r\n"))
                        .contains("403");
                assertThat(askAnew(server, "/health/ready", "X-Forwarded-For: 203.0.113.7\r\n"))
                        .contains("200");
            }
        }
    }

    private static HttpServer server(int ofNetwork, PeerAddress addresses) {
        RouteTable table = new RouteTable(
                        SlowAndLargeTest.NOBODY,
                        new RequestLimits(RequestRates.STANDARD, addresses, InstantSource.system()))
                .anyone(
                        Permission.ASK_ABOUT_SERVER,
                        Method.GET,
                        "/open",
                        (_, response) -> response.status(Status.OK_200).send("open"));
        InFlight inFlight = new InFlight(100, () -> false);
        new SystemRoutes(
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                        inFlight,
                        () -> true,
                        SlowAndLargeTest.NOBODY,
                        addresses)
                .register(table);
        return HttpServer.start(
                new Listening("127.0.0.1", 0, 1 << 20, null, 1_000, ofNetwork),
                table,
                inFlight,
                new SimpleMeterRegistry());
    }

    private static String askAnew(HttpServer server, String path, String header) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            return ask(socket, path, header);
        }
    }

    /// @return the first line of the answer, or nothing where the connection is closed instead
    private static String ask(Socket socket, String path, String header) throws IOException {
        try {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String line = reader.readLine();
            if (line == null) {
                return CLOSED;
            }
            for (String head = reader.readLine(); head != null && !head.isEmpty(); head = reader.readLine()) {
                assertThat(head).contains(":");
            }
            return line;
        } catch (SocketException e) {
            return CLOSED;
        }
    }
}
