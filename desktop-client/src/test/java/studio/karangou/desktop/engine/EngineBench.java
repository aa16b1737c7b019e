package studio.karangou.desktop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Subscription;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.http.TimeLimits;
import studio.karangou.desktop.feature.catalogue.DownloadState;
import studio.karangou.desktop.feature.catalogue.LibraryFilm;

/// An engine and a fake server, and the patience to wait for what happens in the background.
public final class EngineBench implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public final SettableClock clock = new SettableClock();
    public final FakeServer server;
    private final Path data;
    private final Disk disk;
    private @Nullable Engine engine;

    public EngineBench(Path data) throws IOException {
        this(data, Disk.REAL);
    }

    public EngineBench(Path data, Disk disk) throws IOException {
        this.data = data;
        this.disk = disk;
        server = new FakeServer(clock);
    }

    public Engine engine() {
        Engine open = engine;
        if (open == null) {
            TimeLimits limits =
                    new TimeLimits(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(1), 500);
            open = Engine.open(
                    data,
                    clock,
                    new EngineSettings("1.2.3", 5_000_000_000L, Duration.ofMillis(200), limits, 720, disk));
            engine = open;
        }
        return open;
    }

    public void enrol() {
        enrol(DeviceProfile.LIEU);
    }

    public void enrol(DeviceProfile profile) {
        engine().enrolment().enrol(server.address(), FakeServer.CODE, "Projecteur", profile);
    }

    public void stop() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }

    public DownloadState download(FilmId film) {
        return engine().library().film(film).map(LibraryFilm::download).orElse(new DownloadState.NotStarted());
    }

    /// Waits for a condition, looking whenever the engine says that something changed.
    public void await(String what, BooleanSupplier condition) {
        Semaphore changed = new Semaphore(1);
        try (Subscription films = engine().library().onChange(changed::release);
                Subscription sync = engine().sync().onChange(changed::release);
                Subscription messages = engine().messages().onChange(changed::release)) {
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (!condition.getAsBoolean()) {
                assertThat(System.nanoTime() - until)
                        .as("waited in vain: " + what + "; " + engine().sync().status())
                        .isNegative();
                // some things, as a file on disk, tell nobody
                if (changed.tryAcquire(50, TimeUnit.MILLISECONDS)) {
                    changed.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
        server.close();
    }
}
