package studio.karangou.desktop.engine.delivery;

import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.model.ContentAddress;

/// Checks and decrypts made-up bytes as a film's segments are, until the JVM has compiled what does it: the first
/// segment of the first film would wait for that otherwise.
final class CryptoRehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(CryptoRehearsal.class);
    private static final int BYTES = 256 * 1024;
    private static final int TIMES = 24;

    private CryptoRehearsal() {}

    static void run() {
        ContentKey key = ContentKey.generate();
        Bytes iv = ContentKey.newIv();
        byte[] encrypted = key.encrypt(iv, new byte[BYTES]);
        ContentAddress expected = ContentAddress.of(encrypted);
        try {
            for (int time = 0; time < TIMES; time++) {
                byte[] clear = key.decrypt(iv, encrypted);
                if (clear.length != BYTES || !ContentAddress.of(encrypted).equals(expected)) {
                    throw new IllegalStateException("this machine computes differently from time to time");
                }
            }
        } catch (GeneralSecurityException e) {
            LOG.error("what was encrypted just now does not decrypt", e);
        }
    }
}
