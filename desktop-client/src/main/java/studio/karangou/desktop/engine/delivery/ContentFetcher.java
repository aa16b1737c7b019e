package studio.karangou.desktop.engine.delivery;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.IntConsumer;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.FailureException;
import studio.karangou.desktop.engine.films.FilmStore;
import studio.karangou.desktop.engine.films.Incoming;
import studio.karangou.desktop.engine.films.WrongContentException;
import studio.karangou.desktop.engine.http.ServerConnection;

/// Fetches content from the server into the store. Two who want the same at the same time share one fetch.
final class ContentFetcher {
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
            CompletableFuture<Void> mine = new CompletableFuture<>();
            CompletableFuture<Void> theirs = running.putIfAbsent(piece.address(), mine);
            if (theirs != null) {
                await(theirs);
                continue;
            }
            try {
                receive(piece, progress);
            } finally {
                running.remove(piece.address(), mine);
                mine.complete(null);
            }
        }
    }

    /// Fetches content whose size is not known before, into memory.
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
