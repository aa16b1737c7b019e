package studio.karangou.desktop.engine.store;

import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An encrypted H2 file whose process died. All that was committed is in it, but H2 does not always find the newest.
///
/// H2 2.5 writes the store's header before it remembers the chunk that it just wrote (`FileStore.storeBuffer`).
/// Once space is used again, 45 seconds after the start, neither header nor chain may lead to that chunk, and the
/// next opening goes back to an earlier commit. In recovery mode all chunks of the file are looked at, and the newest
/// is found. The server has the same for its plain file; what both could share would bring H2 into `common`.
final class UncleanFile {
    private static final Logger LOG = LoggerFactory.getLogger(UncleanFile.class);
    private static final String CLEAN = "clean";

    private UncleanFile() {}

    /// Makes the newest commit the one that H2 will open. A file that was closed in good order, that another process
    /// has open, or that cannot be read stays as it is: what is wrong with it is seen when H2 opens it.
    ///
    /// @param file with its ending; if there is none, nothing happens
    /// @param password of the file: what an H2 connection's password has before its space
    static void mend(Path file, String password) {
        if (!Files.exists(file)) {
            return;
        }
        long began = System.nanoTime();
        try {
            if (wasClosed(file, password)) {
                return;
            }
            store(file, password).recoveryMode().autoCommitDisabled().open().close();
            LOG.info(
                    "the database was not closed in good order; its last commits were looked up in {} ms",
                    (System.nanoTime() - began) / 1_000_000);
        } catch (MVStoreException e) {
            LOG.warn("the last commits of the database cannot be looked up: {}", e.getMessage());
        }
    }

    private static boolean wasClosed(Path file, String password) {
        try (MVStore store = store(file, password).readOnly().open()) {
            return store.getStoreHeader().containsKey(CLEAN);
        }
    }

    private static MVStore.Builder store(Path file, String password) {
        return new MVStore.Builder().fileName("async:" + file.toAbsolutePath()).encryptionKey(password.toCharArray());
    }
}
