package studio.karangou.server.feature.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.Manifest.Clear;
import studio.karangou.common.protocol.Manifest.Encrypted;
import studio.karangou.server.storage.ObjectStore;

/// Encrypts what was encoded, once for every road that it will travel, and puts it into the store.
final class Sealer {
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

    /// Seals the segments in order; each clear file goes once its encrypted form is safe.
    List<Encrypted> seal(MediaPlaylist playlist) throws IOException {
        List<Encrypted> sealed = new ArrayList<>();
        for (MediaPlaylist.Segment segment : playlist.segments()) {
            cancellation.check();
            sealed.add(seal(segment.file()));
        }
        return sealed;
    }

    private Encrypted seal(Path file) throws IOException {
        long size = Files.size(file);
        if (size >= Limits.SEGMENT_BYTES) {
            throw new IOException("a segment of " + size + " bytes");
        }
        Bytes iv = ContentKey.newIv();
        byte[] encrypted = key.encrypt(iv, Files.readAllBytes(file));
        Encrypted sealed = new Encrypted(objects.put(encrypted), encrypted.length, iv);
        Files.delete(file);
        doneBytes += size;
        onProgress.accept(totalBytes == 0 ? 1 : Math.min(1, (double) doneBytes / totalBytes));
        return sealed;
    }

    /// Puts bytes into the store as they are.
    static Clear clear(ObjectStore objects, byte[] bytes) {
        return new Clear(objects.put(bytes), bytes.length);
    }
}
