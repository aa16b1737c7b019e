package studio.karangou.server.jobs;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Work done again and again in the background, on a thread of its own. One that fails is logged and tried again at its
/// next time.
public final class RepeatedWork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatedWork.class);
    private static final long STOP_SECONDS = 20;

    private final String name;
    private final Duration pause;
    private final Runnable work;
    private final ScheduledExecutorService thread;

    /// @param name of its thread, for logs
    /// @param pause from the end of one time to the next
    public RepeatedWork(String name, Duration pause, Runnable work) {
        this.name = name;
        this.pause = pause;
        this.work = work;
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    /// Begins; the first time comes after one pause.
    public void start() {
        var _ = thread.scheduleWithFixedDelay(this::once, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Ends; waits for work that is under way.
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.atWarn().addKeyValue("work", name).log("work in the background did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() {
        try {
            work.run();
        } catch (RuntimeException | Error e) { // thrown on, it would end all times to come
            LOG.atError().setCause(e).addKeyValue("work", name).log("work in the background failed");
        }
    }
}
