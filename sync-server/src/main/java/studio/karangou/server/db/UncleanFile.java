package studio.karangou.server.db;

import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An H2 file whose process died. All that was committed is in it, but H2 does not always find the newest of it.
///
/// H2 2.5 writes the store's header before it remembers the chunk that it just wrote (`FileStore.storeBuffer`,
/// `RandomAccessStore.writeChunk`). Once space is used again, 45 seconds after the start, a chunk may lie elsewhere
/// than the one before says; then neither header nor chain leads to it, and the next opening goes back to an earlier
/// commit. In recovery mode all chunks of the file are looked at, and the newest is found.
final class UncleanFile {
    private static final Logger LOG = LoggerFactory.getLogger(UncleanFile.class);
    private static final String CLEAN = "clean";

    private UncleanFile() {}

    /// Makes the newest commit the one that H2 will open; a file that was closed in good order stays as it is.
    ///
    /// @param file that no process has open
    /// @throws MVStoreException if it cannot be read; then it stays as it is
    static void mend(Path file) {
        if (wasClosed(file)) {
            return;
        }
        long began = System.nanoTime();
        store(file).recoveryMode().autoCommitDisabled().open().close();
        LOG.info(
                "the database was not closed in good order; its last commits were looked up in {} ms",
                (System.nanoTime() - began) / 1_000_000);
    }

    private static boolean wasClosed(Path file) {
        try (MVStore store = store(file).readOnly().open()) {
            return store.getStoreHeader().containsKey(CLEAN);
        }
    }

    private static MVStore.Builder store(Path file) {
        return new MVStore.Builder().fileName(file.toAbsolutePath().toString());
    }
}
