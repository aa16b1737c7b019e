package studio.karangou.desktop.engine.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.FaultReport;
import studio.karangou.common.protocol.Journal;
import studio.karangou.common.protocol.OperationBody.FaultReported;
import studio.karangou.desktop.engine.store.SettingsStore;
import studio.karangou.desktop.feature.health.FaultReports;

/// Writes faults of this program into its journal, if the host agreed. Whoever has a fault hands it over and
/// goes on: it is scrubbed at once, and told on a thread of its own. A fault in here is never told.
public final class FaultRecorder implements FaultReports, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FaultRecorder.class);
    private static final String CHOICE = "device.faults-choice";
    private static final String TOLD = "device.faults-told";
    private static final String ON = "on";
    /// Of the sentence that the host agreed to; a new one would be asked anew.
    private static final String SENTENCE = "1";
    private static final int WAITING = 32;
    private static final long LOOK_MINUTES = 5;
    private static final Duration LAST_WRITE = Duration.ofSeconds(5);

    private final SettingsStore settings;
    private final Journal journal;
    private final Supplier<Optional<FaultReport>> written;
    private final Supplier<Optional<DeviceProfile>> profile;
    private final InstantSource time;
    private final Scrubbing scrubbing;
    /// An empty one is the last.
    private final BlockingQueue<Optional<FaultReport>> caught = new ArrayBlockingQueue<>(WAITING);
    private final AtomicReference<@Nullable FaultReport> last = new AtomicReference<>();
    private final FaultLimits limits;
    private final Thread thread;
    private volatile boolean on;

    /// Begins to write.
    ///
    /// @param written the last report that stands in the journal
    /// @param profile of this device, empty while it is not enrolled
    /// @param version of the program
    public FaultRecorder(
            SettingsStore settings,
            Journal journal,
            Supplier<Optional<FaultReport>> written,
            Supplier<Optional<DeviceProfile>> profile,
            InstantSource time,
            String version) {
        this.settings = settings;
        this.journal = journal;
        this.written = written;
        this.profile = profile;
        this.time = time;
        scrubbing = Scrubbing.here(version);
        limits = FaultLimits.read(settings.get(TOLD).orElse(""));
        on = choice().on();
        thread = Thread.ofVirtual().name("faults").start(this::work);
    }

    /// Takes note of a fault. Never blocks, never throws, whatever it is given.
    public void caught(Throwable fault) {
        try {
            profile.get().ifPresent(known -> {
                FaultReport report = scrubbing.report(fault, known);
                last.set(report);
                if (on && !caught.offer(Optional.of(report))) {
                    LOG.debug("more faults at a time than are told of");
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("a fault could not be looked at", e);
        }
    }

    @Override
    public Choice choice() {
        String[] parts = settings.get(CHOICE).orElse("").split(" ", -1);
        Choice nobodys = new Choice(false, null);
        if (parts.length != 3 || !parts[2].equals(SENTENCE)) {
            return nobodys;
        }
        try {
            return new Choice(parts[0].equals(ON), Instant.parse(parts[1]));
        } catch (DateTimeParseException e) {
            LOG.warn("what was chosen about fault reports cannot be read: none are told", e);
            return nobodys;
        }
    }

    @Override
    public void choose(boolean wanted) {
        settings.put(CHOICE, (wanted ? ON : "off") + " " + time.instant() + " " + SENTENCE);
        on = wanted;
        if (!wanted) {
            caught.clear();
            synchronized (limits) {
                limits.forget();
            }
        }
    }

    @Override
    public Optional<FaultReport> last() {
        return Optional.ofNullable(last.get()).or(written);
    }

    private void work() {
        try {
            while (true) {
                @Nullable Optional<FaultReport> next = caught.poll(LOOK_MINUTES, TimeUnit.MINUTES);
                if (next != null && next.isEmpty()) {
                    return;
                }
                try {
                    consider(next == null ? null : next.get());
                } catch (FailureException e) {
                    LOG.info("a fault is not told of: {}", e.failure().code(), e);
                } catch (RuntimeException e) {
                    LOG.error("a fault is not told of", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void consider(@Nullable FaultReport report) {
        synchronized (limits) {
            if (!on) {
                return;
            }
            Instant now = time.instant();
            if (report == null) {
                limits.due(now).forEach(this::tell);
            } else {
                limits.happened(report, now).ifPresent(this::tell);
            }
        }
    }

    /// The limit first: a program that dies in between has told too little, not too much.
    private void tell(FaultReport report) {
        settings.put(TOLD, limits.written());
        journal.record(new FaultReported(report));
    }

    /// Lets what is being written come to its end: an interrupt would close the files under it.
    @Override
    public void close() {
        on = false;
        caught.clear();
        try {
            caught.put(Optional.empty());
            thread.join(LAST_WRITE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
