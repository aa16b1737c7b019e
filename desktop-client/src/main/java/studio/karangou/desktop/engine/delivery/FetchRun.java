package studio.karangou.desktop.engine.delivery;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.desktop.engine.films.FilmStore;

/// Fetches a list of pieces, a few at a time, about in their order; the first failure ends it.
final class FetchRun {
    private static final int AT_ONCE = 4;

    private final FilmStore store;
    private final ContentFetcher fetcher;
    private final IntConsumer progress;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private volatile boolean halted;
    private volatile @Nullable Throwable failure;

    /// @param progress told of bytes that came, and of bytes that came in vain as a negative number
    FetchRun(FilmStore store, ContentFetcher fetcher, IntConsumer progress) {
        this.store = store;
        this.fetcher = fetcher;
        this.progress = progress;
    }

    /// Ends the run soon. Any thread.
    void halt() {
        halted = true;
        threads.shutdownNow();
    }

    /// Fetches what is not here yet. Returns when nothing runs any more.
    ///
    /// @param enough asked before each piece
    /// @return whether all pieces are here
    /// @throws IOException if the disk fails or what came is not right
    /// @throws FailureException if the server fails
    boolean fetch(List<Piece> pieces, BooleanSupplier enough) throws IOException, InterruptedException {
        boolean all = true;
        try {
            for (Piece piece : pieces) {
                if (store.has(piece.address(), piece.size())) {
                    continue;
                }
                slots.acquire();
                if (halted || failure != null || enough.getAsBoolean()) {
                    slots.release();
                    all = false;
                    break;
                }
                begin(piece);
            }
            slots.acquire(AT_ONCE);
        } finally {
            threads.shutdownNow();
        }
        if (failure != null && !halted) {
            throwFailure();
        }
        return all && failure == null && !halted;
    }

    private void begin(Piece piece) {
        try {
            threads.execute(() -> one(piece));
        } catch (RejectedExecutionException e) {
            // halted between the question and here
            slots.release();
        }
    }

    private void one(Piece piece) {
        Counter counter = new Counter();
        try {
            fetcher.fetch(piece, counter);
            progress.accept((int) piece.size() - counter.bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            progress.accept(-counter.bytes);
        } catch (IOException | RuntimeException | Error e) { // unsaid, the piece would be taken for one that came
            progress.accept(-counter.bytes);
            if (failure == null && !halted) {
                failure = e;
                threads.shutdownNow();
            }
        } finally {
            slots.release();
        }
    }

    private final class Counter implements IntConsumer {
        private int bytes;

        @Override
        public void accept(int came) {
            bytes += came;
            progress.accept(came);
        }
    }

    private void throwFailure() throws IOException {
        switch (failure) {
            case IOException io -> throw io;
            case FailureException known -> throw known;
            case Error error -> throw error;
            case null -> throw new IllegalStateException("there is a failure");
            default -> throw new IllegalStateException("fetching failed in a way nobody thought of", failure);
        }
    }
}
