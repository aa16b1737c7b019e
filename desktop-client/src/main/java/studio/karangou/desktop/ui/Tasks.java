package studio.karangou.desktop.ui;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Subscription;

/// The one way to work away from the FX thread. What comes of the work is told on the FX thread;
/// no exception is lost.
public final class Tasks {
    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

    private final Executor background;
    private final Executor foreground;
    private final Consumer<Throwable> faults;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private int inFlight;

    /// @param background where work runs, one virtual thread each in the program
    /// @param foreground where results are told, [FxBridge#foreground] in the program
    public Tasks(Executor background, Executor foreground) {
        this(background, foreground, fault -> {});
    }

    /// @param faults is told of what nobody thought of, once each; of an [Error] whoever watches the thread is
    public Tasks(Executor background, Executor foreground, Consumer<Throwable> faults) {
        this.faults = faults;
        this.background = background;
        this.foreground = foreground;
    }

    /// Runs the work, then tells either its result or its failure. An [Error] is told as one and goes on to whoever
    /// watches the thread.
    public <T> void run(Supplier<T> work, Consumer<? super T> done, Consumer<Failure> failed) {
        count(1);
        try {
            background.execute(() -> perform(work, done, failed));
        } catch (RejectedExecutionException e) {
            count(-1);
            LOG.warn("work after the end of the program is not done", e);
        }
    }

    /// Waits until all work is done, on the FX thread too: what comes of it may be told only later. For the end of
    /// the program, when what is being written must be on disk before the disk is let go.
    ///
    /// @param bound waits no longer than this
    /// @return whether all was done
    public boolean drain(Duration bound) {
        long nanos = bound.toNanos();
        lock.lock();
        try {
            while (inFlight > 0 && nanos > 0) {
                nanos = idle.awaitNanos(nanos);
            }
            return inFlight == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void count(int by) {
        lock.lock();
        try {
            inFlight += by;
            if (inFlight == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Runs work that gives nothing back.
    public void run(Runnable work, Runnable done, Consumer<Failure> failed) {
        run(
                () -> {
                    work.run();
                    return true;
                },
                ignored -> done.run(),
                failed);
    }

    /// Runs work that a person can give up: then its thread is interrupted, and nothing is told.
    ///
    /// @return gives it up; harmless when it is done
    public <T> Subscription start(Supplier<T> work, Consumer<? super T> done, Consumer<Failure> failed) {
        Abandonable running = new Abandonable();
        run(
                () -> running.perform(work),
                result -> {
                    if (running.isWanted()) {
                        done.accept(result);
                    }
                },
                failure -> {
                    if (running.isWanted()) {
                        failed.accept(failure);
                    }
                });
        return running::giveUp;
    }

    /// Work that may be given up before, while and after it runs.
    private static final class Abandonable {
        private @Nullable Thread thread;
        private boolean wanted = true;

        <T> T perform(Supplier<T> work) {
            synchronized (this) {
                if (!wanted) {
                    throw new FailureException(new TaskFailure.GivenUp());
                }
                thread = Thread.currentThread();
            }
            try {
                return work.get();
            } finally {
                synchronized (this) {
                    thread = null;
                    if (!wanted && Thread.interrupted()) {
                        LOG.debug("work was given up");
                    }
                }
            }
        }

        synchronized boolean isWanted() {
            return wanted;
        }

        synchronized void giveUp() {
            wanted = false;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    private <T> void perform(Supplier<T> work, Consumer<? super T> done, Consumer<Failure> failed) {
        T result;
        try {
            result = work.get();
        } catch (FailureException e) {
            LOG.info("failed as planned for: {}", e.failure().code(), e);
            foreground.execute(() -> failed.accept(e.failure()));
            return;
        } catch (Throwable e) {
            // an Error too: no memory or a missing native library must not leave a screen waiting for ever
            LOG.error("background work failed", e);
            foreground.execute(() -> failed.accept(new TaskFailure.Unexpected()));
            if (e instanceof Error error) {
                throw error;
            }
            faults.accept(e);
            return;
        } finally {
            count(-1);
        }
        foreground.execute(() -> done.accept(result));
    }
}
