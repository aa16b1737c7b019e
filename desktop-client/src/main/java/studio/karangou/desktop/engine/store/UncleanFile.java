package studio.karangou.desktop.engine.store;

import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.security.SHA256;
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
    /// @param password of the file, as the first half of the password of an H2 connection
    static void mend(Path file, String password) {
        if (!Files.exists(file)) {
            return;
        }
        char[] key = key(password);
        long began = System.nanoTime();
        try {
            if (wasClosed(file, key)) {
                return;
            }
            store(file, key).recoveryMode().autoCommitDisabled().open().close();
            LOG.info(
                    "the database was not closed in good order; its last commits were looked up in {} ms",
                    (System.nanoTime() - began) / 1_000_000);
        } catch (MVStoreException e) {
            LOG.warn("the last commits of the database cannot be looked up: {}", e.getMessage());
        }
    }

    private static boolean wasClosed(Path file, char[] key) {
        try (MVStore store = store(file, key).readOnly().open()) {
            return store.getStoreHeader().containsKey(CLEAN);
        }
    }

    private static MVStore.Builder store(Path file, char[] key) {
        // the builder wipes the key that it is given
        return new MVStore.Builder().fileName("async:" + file.toAbsolutePath()).encryptionKey(key.clone());
    }

    /// H2 makes the store's key of a password's hash (`Store.decodePassword`). It means to put two bytes into each
    /// character, but shifts the first of them out of it.
    private static char[] key(String password) {
        byte[] hash = SHA256.getKeyPasswordHash("file", password.toCharArray());
        char[] key = new char[hash.length / 2];
        for (int i = 0; i < key.length; i++) {
            key[i] = (char) (hash[2 * i + 1] & 0xff);
        }
        return key;
    }
}
