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

    private void once() {
        try {
            copies.copyIfDue(database, time.instant());
        } catch (FailureException e) { // there is another hour; what was copied before is still there
            LOG.warn("the database could not be copied: {}", e.failure().code(), e);
        }
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
