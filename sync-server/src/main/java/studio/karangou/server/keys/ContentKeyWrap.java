package studio.karangou.server.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;

/// Content keys as they lie in the database: which key (1 byte), a nonce (12 bytes), then AES-256-GCM, bound to the
/// film.
/// Those of the first key may lack its number.
public final class ContentKeyWrap {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private static final int BARE = NONCE + 16 + TAG_BITS / 8;

    private final DerivedRing keys;
    private final SecureRandom random = new SecureRandom();

    ContentKeyWrap(DerivedRing keys) {
        this.keys = keys;
    }

    /// For the database.
    public Bytes wrap(FilmId film, ContentKey key) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        KeyRing ring = keys.ring();
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, ring.held().getLast().secret(), film, nonce)
                    .doFinal(key.export());
            return Bytes.of(ByteBuffer.allocate(1 + NONCE + sealed.length)
                    .put((byte) ring.current())
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
    ///     film
    public ContentKey unwrap(FilmId film, Bytes wrapped) {
        byte[] bytes = wrapped.toArray();
        int start = bytes.length == BARE ? 0 : 1;
        @Nullable Secret key = bytes.length < BARE ? null : keys.find(start == 0 ? 1 : bytes[0] & 0xFF);
        if (key == null) {
            throw new KeysFailure.Broken("master.key").asException();
        }
        try {
            byte[] raw = cipher(Cipher.DECRYPT_MODE, key, film, Arrays.copyOfRange(bytes, start, start + NONCE))
                    .doFinal(bytes, start + NONCE, bytes.length - start - NONCE);
            return ContentKey.of(raw);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new FailureException(new KeysFailure.Broken("master.key"), e);
        }
    }

    /// Whether it lies under the key of today.
    public boolean isCurrent(Bytes wrapped) {
        byte[] bytes = wrapped.toArray();
        return bytes.length > BARE && (bytes[0] & 0xFF) == keys.ring().current();
    }

    private static Cipher cipher(int mode, Secret key, FilmId film, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.forAes(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(film.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
