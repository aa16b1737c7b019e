package studio.karangou.desktop.engine.vlc;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread that does one thing after another and loses no exception.
final class VlcThread {
    private static final Logger LOG = LoggerFactory.getLogger(VlcThread.class);

    private final ScheduledThreadPoolExecutor executor;

    VlcThread(String name) {
        executor = new ScheduledThreadPoolExecutor(
                1, work -> Thread.ofPlatform().daemon().name(name).unstarted(work));
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    /// Does the work after what is waiting already; nothing once the thread was closed.
    void run(Runnable work) {
        try {
            executor.execute(guarded(work));
        } catch (RejectedExecutionException e) {
            LOG.debug("after the end of the player", e);
        }
    }

    /// Does the work later.
    void runAfter(Duration pause, Runnable work) {
        try {
            var _ = executor.schedule(guarded(work), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("after the end of the player", e);
        }
    }

    /// Does the work again and again, with the pause between the end of one and the beginning of the next.
    void every(Duration pause, Runnable work) {
        var _ = executor.scheduleWithFixedDelay(
                guarded(work), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Does what waits, and this last, then ends.
    void close(Runnable last) {
        run(last);
        executor.shutdown();
    }

    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                LOG.error("the player's thread met what it did not expect", e);
            }
        };
    }
}
