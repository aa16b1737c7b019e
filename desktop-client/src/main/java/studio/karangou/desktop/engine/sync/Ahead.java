package studio.karangou.desktop.engine.sync;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import studio.karangou.desktop.engine.http.ServerFailure;

/// Work that is begun before its result is needed: the next batch is read and signed while the server applies the
/// last, the next page is fetched while the last is written. What is done with the results stays in order.
public interface Ahead {
    /// Nothing is begun before it is needed; all happens on one thread.
    Ahead NONE = new Ahead() {
        @Override
        public <T> Begun<T> begin(Supplier<T> work) {
            return new Begun<>() {
                @Override
                public T get() {
                    return work.get();
                }

                @Override
                public void close() {
                    // it has not begun, or is over
                }
            };
        }
    };

    /// On threads of their own.
    Ahead THREADS = new Ahead() {
        @Override
        public <T> Begun<T> begin(Supplier<T> work) {
            FutureTask<T> task = new FutureTask<>(work::get);
            return new Threaded<>(task, Thread.ofVirtual().name("sync ahead").start(task));
        }
    };

    <T> Begun<T> begin(Supplier<T> work);

    /// Work that is begun, or will be when its result is asked for. Closed, it is given up: if it runs,
    /// its thread is interrupted and has ended on return, so that it uses nothing that is closed next.
    /// What it did until then stays done. To close it after its result was taken, or twice, changes
    /// nothing.
    interface Begun<T> extends AutoCloseable {
        /// Waits for the result; to be asked once.
        ///
        /// @throws RuntimeException whatever the work throws
        T get();

        @Override
        void close();
    }

    /// Work on a thread of its own.
    record Threaded<T>(FutureTask<T> task, Thread thread) implements Begun<T> {
        @Override
        public T get() {
            try {
                return task.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ServerFailure.Unreachable().asException();
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case RuntimeException thrown -> throw thrown;
                    case Error error -> throw error;
                    case null, default -> throw new IllegalStateException("a supplier throws nothing else", e);
                }
            }
        }

        @Override
        public void close() {
            task.cancel(true);
            awaitEnd(thread);
        }
    }

    /// Waits for a thread that is about to end, and cannot be kept from it: what follows must come
    /// after it. Who is interrupted meanwhile is so again afterwards.
    static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
