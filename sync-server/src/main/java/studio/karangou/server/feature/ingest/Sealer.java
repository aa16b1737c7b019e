package studio.karangou.server.feature.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleConsumer;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.Manifest.Clear;
import studio.karangou.common.protocol.Manifest.Encrypted;
import studio.karangou.server.storage.ObjectStore;

/// Encrypts what was encoded, once for every road that it will travel, and puts it into the store.
final class Sealer {
    /// The store answers once a segment is safe on the disk, which takes far longer than encrypting it; the disk takes
    /// several at once in the time of one. So many segments are in memory.
    private static final int AT_A_TIME = 4;

    private final ObjectStore objects;
    private final ContentKey key;
    private final Cancellation cancellation;
    private final DoubleConsumer onProgress;
    private final long totalBytes;
    private long doneBytes;

    /// @param totalBytes how much there is to seal
    /// @param onProgress gets the share that is done, from 0 to 1
    Sealer(ObjectStore objects, ContentKey key, long totalBytes, Cancellation cancellation, DoubleConsumer onProgress) {
        this.objects = objects;
        this.key = key;
        this.totalBytes = totalBytes;
        this.cancellation = cancellation;
        this.onProgress = onProgress;
    }

    /// Seals the segments; each clear file goes once its encrypted form is safe.
    ///
    /// @return in the order of the play list
    List<Encrypted> seal(MediaPlaylist playlist) throws IOException {
        try (ExecutorService workers = Executors.newFixedThreadPool(
                AT_A_TIME, Thread.ofPlatform().name("seal-", 0).daemon().factory())) {
            List<Future<Encrypted>> begun = playlist.segments().stream()
                    .map(segment -> workers.submit(() -> seal(segment.file())))
                    .toList();
            try {
                List<Encrypted> sealed = new ArrayList<>();
                for (Future<Encrypted> one : begun) {
                    sealed.add(one.get());
                }
                return sealed;
            } catch (ExecutionException e) {
                throw cause(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new FailureException(new IngestFailure.Cancelled(), e);
            } finally {
                workers.shutdownNow(); // after a failure the rest is for nothing
            }
        }
    }

    /// What went wrong with a segment, as if this thread had sealed it.
    private static IOException cause(ExecutionException e) {
        return switch (e.getCause()) {
            case IOException problem -> problem;
            case RuntimeException problem -> throw problem;
            case null, default -> throw new IllegalStateException("a segment could not be sealed", e);
        };
    }

    private Encrypted seal(Path file) throws IOException {
        cancellation.check();
        long size = Files.size(file);
        if (size >= Limits.SEGMENT_BYTES) {
            throw new IOException("a segment of " + size + " bytes");
        }
        Bytes iv = ContentKey.newIv();
        byte[] encrypted = key.encrypt(iv, Files.readAllBytes(file));
        Encrypted sealed = new Encrypted(objects.put(encrypted), encrypted.length, iv);
        Files.delete(file);
        tell(size);
        return sealed;
    }

    private synchronized void tell(long sealedBytes) {
        doneBytes += sealedBytes;
        onProgress.accept(totalBytes == 0 ? 1 : Math.min(1, (double) doneBytes / totalBytes));
    }

    /// Puts bytes into the store as they are.
    static Clear clear(ObjectStore objects, byte[] bytes) {
        return new Clear(objects.put(bytes), bytes.length);
    }
}
