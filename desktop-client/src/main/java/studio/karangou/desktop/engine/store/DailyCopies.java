package studio.karangou.desktop.engine.store;

import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;

/// Has the database copied once a day, in the background, for as long as the program runs.
public final class DailyCopies implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DailyCopies.class);
    /// Not while the program starts.
    private static final Duration AFTER_START = Duration.ofMinutes(10);
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    private final DatabaseCopies copies;
    private final LocalDatabase database;
    private final InstantSource time;
    private final Thread thread;
    /// What went wrong the last time, empty if nothing did.
    private String told = "";

    /// Begins.
    public DailyCopies(DatabaseCopies copies, LocalDatabase database, InstantSource time) {
        this.copies = copies;
        this.database = database;
        this.time = time;
        thread = Thread.ofVirtual().name("copies").start(this::run);
    }

    private void run() {
        try {
            Thread.sleep(AFTER_START);
            while (true) {
                once();
                Thread.sleep(LOOK_AGAIN);
            }
        } catch (InterruptedException e) {
            LOG.debug("no more copies");
        }
    }

    /// Copies it if it is time. Whatever goes wrong, there is another hour, and what was copied before is still there:
    /// the thread goes on, and a disk that is full for a week is told of once.
    void once() {
        try {
            copies.copyIfDue(database, time.instant());
            told = "";
        } catch (FailureException e) {
            tell(e.failure().code(), e);
        } catch (RuntimeException | Error e) { // an Error too: a device without copies learns it when it needs one
            tell(e.getClass().getName(), e);
        }
    }

    private void tell(String what, Throwable why) {
        if (!what.equals(told)) {
            LOG.error("the database could not be copied: {}", what, why);
        }
        told = what;
    }

    /// Waits for a copy that is being made: half of one is of use to nobody.
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
