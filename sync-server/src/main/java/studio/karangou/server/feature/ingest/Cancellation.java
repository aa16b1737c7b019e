package studio.karangou.server.feature.ingest;

import org.jspecify.annotations.Nullable;

/// One wish to stop, and the process to end when it comes.
final class Cancellation {
    private @Nullable Process running;
    private boolean cancelled;

    /// Stops whatever runs under this; what has not begun will not.
    synchronized void cancel() {
        cancelled = true;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    /// @throws studio.karangou.common.model.FailureException with [IngestFailure.Cancelled] once it was wished
    synchronized void check() {
        if (cancelled) {
            throw new IngestFailure.Cancelled().asException();
        }
    }

    synchronized void began(Process process) {
        running = process;
        if (cancelled) {
            process.destroyForcibly();
        }
    }

    synchronized void ended() {
        running = null;
    }
}
