package studio.karangou.server.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A key of 32 bytes for HMAC-SHA256 (RFC 2104), from which keys for single purposes are derived.
final class Secret {
    private static final int LENGTH = 32;

    private final SecretKeySpec key;

    Secret(byte[] raw) {
        key = new SecretKeySpec(raw, "HmacSHA256");
    }

    /// A key as it stands in a file.
    ///
    /// @throws IllegalArgumentException if it is not of 32 bytes
    static Secret of(byte[] raw) {
        if (raw.length != LENGTH) {
            throw new IllegalArgumentException("a key has 32 bytes");
        }
        return new Secret(raw);
    }

    /// A new key.
    static Secret draw() {
        byte[] raw = new byte[LENGTH];
        new SecureRandom().nextBytes(raw);
        return new Secret(raw);
    }

    /// For its file.
    String base64() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /// A key that only this purpose has.
    Secret derive(String purpose) {
        return new Secret(mac(purpose.getBytes(StandardCharsets.US_ASCII)));
    }

    /// 32 bytes.
    byte[] mac(byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    /// As a key for AES-256.
    SecretKeySpec forAes() {
        return new SecretKeySpec(key.getEncoded(), "AES");
    }

    @Override
    public String toString() {
        return "Secret[…]";
    }
}
