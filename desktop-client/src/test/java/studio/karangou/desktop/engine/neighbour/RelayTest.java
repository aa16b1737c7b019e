package studio.karangou.desktop.engine.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.DeviceApi;
import studio.karangou.common.protocol.Parcel;
import studio.karangou.common.protocol.UpParcel;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.http.ServerConnection;
import studio.karangou.desktop.engine.http.TimeLimits;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;

/// What a relay does with parcels that the server does not take now.
class RelayTest {
    private static final DeviceId OWN = new DeviceId(new UUID(1, 1));
    private static final DeviceId TROUBLED = new DeviceId(new UUID(1, 2));
    private static final DeviceId WELL = new DeviceId(new UUID(1, 3));
    private static final SealingKeyPair SEALING = SealingKeyPair.generate();

    @TempDir
    private Path folder;

    private final InetAddress from = InetAddress.getLoopbackAddress();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore changed = new Semaphore(0);
    private final ServerConnection connection = new ServerConnection(
            new TimeLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), 500),
            SigningKeyPair.generate(),
            () -> Locale.FRENCH);
    private volatile boolean online;
    private volatile int troubled = 503;
    private HttpServer http;
    private Relay relay;

    @BeforeEach
    void begin() throws IOException {
        http = HttpServer.create(new InetSocketAddress(from, 0), 0);
        http.createContext("/", this::handle);
        http.setExecutor(threads);
        http.start();
        URI address = URI.create("http://127.0.0.1:" + http.getAddress().getPort());
        connection.identify(address, OWN);
        EnrolledDevice device = new EnrolledDevice(
                OWN,
                "Projecteur",
                DeviceProfile.LIEU,
                new VenueId(new UUID(5, 5)),
                "Ciné-club Agoè",
                address,
                SigningKeyPair.generate().verifyingKey());
        relay = new Relay(Disk.REAL, folder.resolve("relay"), 0, connection, device, () -> online, changed::release);
    }

    @AfterEach
    void end() throws IOException {
        relay.close();
        connection.close();
        http.stop(0);
        threads.shutdownNow();
    }

    @Test
    void what_the_server_does_not_take_of_one_device_keeps_no_others_away() throws Exception {
        post(TROUBLED);
        post(WELL);
        assertThat(relay.held()).isEqualTo(2);
        online = true;

        relay.look();

        awaitHeld(1);
        assertThat(relay.get(Relay.BASE + "/answers/" + WELL, from).status()).isEqualTo(200);
        assertThat(relay.get(Relay.BASE + "/answers/" + TROUBLED, from).status())
                .isEqualTo(204);

        troubled = 200;
        relay.look();

        awaitHeld(0);
        assertThat(relay.get(Relay.BASE + "/answers/" + TROUBLED, from).status())
                .isEqualTo(200);
    }

    private void post(DeviceId device) throws IOException {
        byte[] parcel = new UpParcel(device, 0, "0", true, List.of())
                .seal(SigningKeyPair.generate(), SEALING.sealingKey())
                .encode();
        assertThat(relay.post(Relay.BASE + "/parcels", parcel, from).status()).isEqualTo(202);
    }

    private void awaitHeld(int count) throws InterruptedException {
        while (relay.held() != count) {
            assertThat(changed.tryAcquire(60, TimeUnit.SECONDS))
                    .as("something comes or goes")
                    .isTrue();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.endsWith("/challenges")) {
                send(exchange, 201, Wire.json().writeValueAsBytes(new DeviceApi.Challenge("one")));
            } else if (path.endsWith("/sessions")) {
                send(
                        exchange,
                        201,
                        Wire.json()
                                .writeValueAsBytes(
                                        new DeviceApi.Session("token", Instant.parse("2030-01-01T00:00:00Z"))));
            } else if (path.endsWith("/parcels")) {
                boolean isTroubled = Parcel.decode(body).device().equals(TROUBLED);
                send(exchange, isTroubled ? troubled : 200, new byte[] {1, 2, 3});
            } else {
                send(exchange, 503, new byte[] {0});
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
