package studio.karangou.common.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A film's content key: AES-128 in CBC mode with PKCS #5 padding and an IV for each segment,
/// as HLS names METHOD=AES-128 (RFC 8216, section 4.3.2.4). Its text form says nothing of the key.
public final class ContentKey {
    public static final int LENGTH = 16;
    private static final int IV_LENGTH = 16;

    private final SecretKeySpec key;

    private ContentKey(byte[] raw) {
        if (raw.length != LENGTH) {
            throw new IllegalArgumentException("a content key has 16 bytes");
        }
        key = new SecretKeySpec(raw, "AES");
    }

    public static ContentKey of(byte[] raw) {
        return new ContentKey(raw);
    }

    public static ContentKey generate() {
        return new ContentKey(random(LENGTH));
    }

    /// A fresh IV, 16 bytes.
    public static Bytes newIv() {
        return Bytes.of(random(IV_LENGTH));
    }

    /// The secret itself, 16 bytes.
    public byte[] export() {
        return key.getEncoded();
    }

    /// The bytes as they are stored and sent.
    public byte[] encrypt(Bytes iv, byte[] clear) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, iv).doFinal(clear);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption of any bytes works", e);
        }
    }

    /// The clear bytes; the caller has checked the address of the encrypted ones.
    ///
    /// @throws GeneralSecurityException if the key or IV is another one's (noticed with 255 in 256)
    public byte[] decrypt(Bytes iv, byte[] encrypted) throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE, iv).doFinal(encrypted);
    }

    private Cipher cipher(int mode, Bytes iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(mode, key, new IvParameterSpec(iv.toArray()));
        return cipher;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "ContentKey[secret]";
    }
}
