package studio.karangou.server.feature.ingest;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.server.db.Database;

/// Writes down how far a preparation is, every percent once. Nothing hangs on it: what cannot be written down is left
/// out. Whoever finds the job no longer running here stops working at it.
final class Telling {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);
    /// A database that is away holds up whoever asks it, and ffmpeg waits meanwhile.
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final Database database;
    private final IngestStore store;
    private final IngestJobId job;
    private final Cancellation cancellation;
    private int told = -1;
    private boolean failing;
    private long failedAt;

    Telling(Database database, IngestStore store, IngestJobId job, Cancellation cancellation) {
        this.database = database;
        this.store = store;
        this.job = job;
        this.cancellation = cancellation;
    }

    /// @param share of the stage, from 0 to 1
    synchronized void tell(IngestStage stage, double share) {
        int percent = stage.percent(share);
        int news = stage.ordinal() * 1000 + percent;
        boolean quiet = failing && System.nanoTime() - failedAt < QUIET.toNanos();
        if (news == told || quiet) {
            return;
        }
        told = news;
        try {
            write(stage, percent);
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.atWarn()
                        .setCause(e)
                        .addKeyValue("job", job.toString())
                        .log("how far a preparation is cannot be written down; it goes on");
            }
            failing = true;
            failedAt = System.nanoTime();
        }
    }

    /// From here on nobody cancels the job.
    void publishes() {
        write(IngestStage.PUBLISH, IngestStage.PUBLISH.percent(0));
    }

    private void write(IngestStage stage, int percent) {
        if (!database.inTransaction(transaction -> store.progress(transaction, job, stage, percent))) {
            cancellation.cancel();
        }
    }
}
