package studio.karangou.server.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Cuts off who is waited for in vain: a thread that blocks in a read cannot look at the time itself.
final class Deadlines implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    private final Set<Deadline> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("deadlines").daemon().factory());

    /// @param pause between two looks: nobody is cut off before their time, and by so much too late
    Deadlines(Duration pause) {
        var _ = watch.scheduleWithFixedDelay(this::look, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Something to be done before a moment, or else.
    final class Deadline implements AutoCloseable {
        private final Runnable cut;
        private final long nanos;
        private boolean over;
        private boolean missed;

        private Deadline(Duration patience, Runnable cut) {
            this.cut = cut;
            nanos = System.nanoTime() + patience.toNanos();
        }

        private synchronized void miss() {
            if (!over) {
                over = true;
                missed = true;
                cut.run();
            }
        }

        /// Whether it was done too late; asked after [#close], which no cut follows.
        synchronized boolean wasMissed() {
            return missed;
        }

        /// It was done.
        @Override
        public void close() {
            open.remove(this);
            synchronized (this) {
                over = true;
            }
        }
    }

    /// Begins to wait.
    ///
    /// @param cut ends what is waited for; called once, by another thread
    Deadline within(Duration patience, Runnable cut) {
        Deadline deadline = new Deadline(patience, cut);
        open.add(deadline);
        return deadline;
    }

    /// How much is being waited for.
    int count() {
        return open.size();
    }

    private void look() {
        long now = System.nanoTime();
        for (Deadline deadline : open) {
            if (deadline.nanos - now < 0 && open.remove(deadline)) {
                try {
                    deadline.miss();
                } catch (RuntimeException | Error e) { // one that cannot be cut off must not save the others
                    LOG.atDebug().setCause(e).log("a slow sender had gone already");
                }
            }
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
