package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.app.TestClock;

/// A provider that is of no help.
class OidcClientTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final TestClock clock = new TestClock();
    private HttpServer silent;
    private OidcClient client;

    @BeforeEach
    void start() throws IOException {
        silent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        silent.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        silent.start();
        URI issuer = URI.create("http://127.0.0.1:" + silent.getAddress().getPort());
        client = new OidcClient(new OidcProvider("mock", "Mock", issuer, "karangou", null), clock);
    }

    @AfterEach
    void stop() {
        client.close();
        silent.stop(0);
    }

    @Test
    void is_not_asked_again_for_half_a_minute() {
        assertRefused("people.provider-refused");
        assertRefused("people.provider-unreachable");
        assertRefused("people.provider-unreachable");
        assertThat(asked).hasValue(1);

        clock.advance(Duration.ofSeconds(31));
        assertRefused("people.provider-refused");
        assertThat(asked).hasValue(2);
    }

    private void assertRefused(String code) {
        assertThatThrownBy(() -> client.authorization("http://127.0.0.1:1/", "s", "n", "c"))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(code));
    }
}
