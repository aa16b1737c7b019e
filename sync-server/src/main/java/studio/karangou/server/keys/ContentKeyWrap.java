package studio.karangou.server.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;

/// Content keys as they lie in the database: a nonce (12 bytes), then AES-256-GCM, bound to the film.
public final class ContentKeyWrap {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Secret secret;
    private final SecureRandom random = new SecureRandom();

    ContentKeyWrap(Secret secret) {
        this.secret = secret;
    }

    /// For the database.
    public Bytes wrap(FilmId film, ContentKey key) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, film, nonce).doFinal(key.export());
            return Bytes.of(ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /// From the database.
    ///
    /// @throws FailureException with [KeysFailure.Broken] if it was wrapped by another master key or for another
    /// film
    public ContentKey unwrap(FilmId film, Bytes wrapped) {
        byte[] bytes = wrapped.toArray();
        try {
            byte[] raw = cipher(Cipher.DECRYPT_MODE, film, Arrays.copyOf(bytes, NONCE))
                    .doFinal(bytes, NONCE, bytes.length - NONCE);
            return ContentKey.of(raw);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new FailureException(new KeysFailure.Broken("master.key"), e);
        }
    }

    private Cipher cipher(int mode, FilmId film, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, secret.forAes(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(film.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
