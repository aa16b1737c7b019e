package studio.karangou.desktop.engine.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.desktop.engine.Engine;
import studio.karangou.desktop.engine.EngineSettings;
import studio.karangou.desktop.engine.FakeServer;
import studio.karangou.desktop.engine.SettableClock;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.http.TimeLimits;
import studio.karangou.desktop.engine.store.StoreFailure;

/// The look for neighbours of a device that is out of its server's reach.
@Timeout(120)
class VenueNeighboursTest {
    @TempDir
    Path folder;

    private final ScriptedLan lan = new ScriptedLan();
    private FakeServer server;
    private Engine engine;

    @BeforeEach
    void a_device_without_the_network() throws IOException {
        SettableClock clock = new SettableClock();
        server = new FakeServer(clock);
        TimeLimits limits = new TimeLimits(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(1), 500);
        engine = Engine.open(
                folder,
                clock,
                new EngineSettings(
                        "1.2.3", 5_000_000_000L, Duration.ofMillis(200), limits, 720, Disk.REAL, () -> lan, 0));
        engine.enrolment().enrol(server.address(), FakeServer.CODE, "Projecteur", DeviceProfile.LIEU);
        server.down();
    }

    @AfterEach
    void close() {
        engine.close();
        server.close();
    }

    @Test
    void a_look_that_fails_is_not_the_last_one() throws InterruptedException {
        lan.script = () -> {
            throw new StoreFailure.Failed().asException();
        };
        look();
        look();
        lan.script = () -> {};
        look();
    }

    @Test
    void what_a_look_stands_on_is_open_until_it_has_ended() throws InterruptedException {
        lan.script = () -> {
            try {
                new CountDownLatch(1).await(); // until somebody ends it
            } catch (InterruptedException e) {
                engine.settings().put("looked", "to the end");
                lan.ended = true;
                Thread.currentThread().interrupt();
            }
        };
        look();
        engine.close();
        assertThat(lan.ended).isTrue();
    }

    @Test
    void a_look_that_forgets_that_it_was_interrupted_is_the_last_one_all_the_same() throws InterruptedException {
        lan.script = () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException _) {
                lan.ended = true; // JmDNS does no more than this
            }
        };
        look();
        // closing gives up after ten seconds
        assertTimeout(Duration.ofSeconds(9), () -> engine.close());
        assertThat(lan.ended).isTrue();
    }

    /// Asks for a look and waits for one.
    private void look() throws InterruptedException {
        lan.looks.drainPermits();
        for (int i = 0; i < 600; i++) {
            engine.neighbours().use(""); // also what the device does meanwhile may have used up the last
            if (lan.looks.tryAcquire(100, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        throw new AssertionError("nobody looks for neighbours any more");
    }

    private static final class ScriptedLan implements Lan {
        private final Semaphore looks = new Semaphore(0);
        private volatile Runnable script = () -> {};
        private volatile boolean ended;

        @Override
        public void announce(int port, String group) {}

        @Override
        public void silent() {}

        @Override
        public List<Announced> heard() {
            looks.release();
            script.run();
            return List.of();
        }

        @Override
        public void close() {}
    }
}
