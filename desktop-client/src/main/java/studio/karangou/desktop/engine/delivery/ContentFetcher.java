package studio.karangou.desktop.engine.delivery;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.FailureException;
import studio.karangou.desktop.engine.films.FilmStore;
import studio.karangou.desktop.engine.films.Incoming;
import studio.karangou.desktop.engine.films.WrongContentException;
import studio.karangou.desktop.engine.http.ServerConnection;
import studio.karangou.desktop.engine.http.ServerFailure;

/// Fetches content from the server into the store. Two who want the same at the same time share one fetch.
final class ContentFetcher {
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final FilmStore store;
    private final ServerConnection server;
    private final ConcurrentMap<ContentAddress, CompletableFuture<Void>> running = new ConcurrentHashMap<>();
    private final Rate rate = new Rate();

    ContentFetcher(FilmStore store, ServerConnection server) {
        this.store = store;
        this.server = server;
    }

    /// Fetches content unless it is here. Blocks; may be interrupted.
    ///
    /// @param progress told how many bytes have come, each time some do
    /// @throws IOException if the disk fails or what came is not right
    /// @throws FailureException if the server fails
    void fetch(Piece piece, IntConsumer progress) throws IOException, InterruptedException {
        while (!store.has(piece.address(), piece.size())) {
            alone(piece.address(), () -> receive(piece, progress));
        }
    }

    /// Does the step, or waits for another thread that is at the same content; who wanted a step looks again then.
    private void alone(ContentAddress address, Step step) throws IOException, InterruptedException {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> theirs = running.putIfAbsent(address, mine);
        if (theirs != null) {
            await(theirs);
            return;
        }
        try {
            step.run();
        } finally {
            running.remove(address, mine);
            mine.complete(null);
        }
    }

    private void receiveUpTo(ContentAddress address, int mostBytes) throws IOException {
        try (Incoming incoming = store.receiveUpTo(address, mostBytes)) {
            boolean resumed = incoming.received() > 0;
            if (resumed && incoming.isWhole()) {
                incoming.finish();
                return;
            }
            try {
                rest(address, mostBytes, incoming);
            } catch (WrongContentException e) {
                if (!resumed) {
                    throw e;
                }
                // what lay here from before was wrong
                rest(address, mostBytes, incoming);
            }
        }
    }

    private void rest(ContentAddress address, int mostBytes, Incoming incoming) throws IOException {
        try {
            server.blob(address, incoming.received(), mostBytes, chunk -> {
                incoming.accept(chunk);
                rate.add(System.nanoTime(), chunk.length);
            });
        } catch (FailureException e) {
            if (e.failure() instanceof ServerFailure.Refused refused && refused.status() == RANGE_NOT_SATISFIABLE) {
                incoming.throwAway();
                throw new WrongContentException("more was here than the content has");
            }
            throw e;
        }
        incoming.finish();
    }

    /// Fetches content whose size is not known before, unless it is here; what has come when it is cut stays, and the
    /// next attempt goes on from there. Blocks; may be interrupted.
    ///
    /// @throws WrongContentException if it is not what its address says
    /// @throws IOException if the disk fails
    /// @throws FailureException if the server fails
    byte[] kept(ContentAddress address, int mostBytes) throws IOException {
        AtomicBoolean came = new AtomicBoolean();
        while (true) {
            Optional<byte[]> here = store.read(address);
            if (here.isPresent()) {
                return here.get();
            }
            if (came.get()) {
                throw new IOException("the disk does not give back what it has just taken");
            }
            try {
                alone(address, () -> {
                    receiveUpTo(address, mostBytes);
                    came.set(true);
                });
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("given up by the caller");
            }
        }
    }

    /// Does something to content while nobody fetches it, and nobody begins to.
    void whileNotFetched(ContentAddress address, Step step) throws IOException, InterruptedException {
        alone(address, step);
    }

    /// What is done with content by one thread at a time.
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    /// Fetches content whose size is not known before, into memory, for when the disk takes no more.
    ///
    /// @throws WrongContentException if it is not what its address says
    byte[] document(ContentAddress address, int mostBytes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        server.blob(address, 0, mostBytes, bytes::writeBytes);
        byte[] content = bytes.toByteArray();
        if (!ContentAddress.of(content).equals(address)) {
            throw new WrongContentException("not the content of its address");
        }
        return content;
    }

    /// How fast content came in the last seconds, in bytes per second; 0 if none did.
    long bytesPerSecond() {
        return rate.bytesPerSecond(System.nanoTime());
    }

    private void receive(Piece piece, IntConsumer progress) throws IOException {
        try (Incoming incoming = store.receive(piece.address(), piece.size())) {
            if (incoming.received() < piece.size()) {
                server.blob(piece.address(), incoming.received(), piece.size(), chunk -> {
                    incoming.accept(chunk);
                    rate.add(System.nanoTime(), chunk.length);
                    progress.accept(chunk.length);
                });
            }
            if (incoming.received() < piece.size()) {
                throw new EOFException("cut: " + incoming.received() + " of " + piece.size() + " bytes");
            }
            incoming.finish();
        }
    }

    /// Whether the other one had success is seen in the store.
    private static void await(CompletableFuture<Void> theirs) throws InterruptedException {
        try {
            theirs.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("never completed by a failure", e);
        }
    }
}
