package studio.karangou.desktop.ui;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import studio.karangou.common.model.Failure;

/// Reads a source again whenever it changed. However often it is asked, one read is under way and
/// at most one follows, so a download that reports a hundred times a second costs little.
public final class Refresh<T> {
    private static final int IDLE = 0;
    private static final int READING = 1;
    private static final int ASKED_AGAIN = 2;

    private final Tasks tasks;
    private final Supplier<T> read;
    private final Consumer<? super T> show;
    private final Consumer<Failure> failed;
    private final AtomicInteger state = new AtomicInteger(IDLE);

    /// @param read reads in the background
    /// @param show gets what was read, on the FX thread
    /// @param failed gets why it could not be read, on the FX thread
    public Refresh(Tasks tasks, Supplier<T> read, Consumer<? super T> show, Consumer<Failure> failed) {
        this.tasks = tasks;
        this.read = read;
        this.show = show;
        this.failed = failed;
    }

    /// Asks for a fresh read; callable from any thread, returns at once.
    public void request() {
        int before = state.getAndUpdate(now -> now == IDLE ? READING : ASKED_AGAIN);
        if (before == IDLE) {
            start();
        }
    }

    private void start() {
        tasks.run(
                read,
                value -> {
                    try {
                        show.accept(value);
                    } finally {
                        finished();
                    }
                },
                failure -> {
                    try {
                        failed.accept(failure);
                    } finally {
                        finished();
                    }
                });
    }

    private void finished() {
        int before = state.getAndUpdate(now -> now == ASKED_AGAIN ? READING : IDLE);
        if (before == ASKED_AGAIN) {
            start();
        }
    }
}
