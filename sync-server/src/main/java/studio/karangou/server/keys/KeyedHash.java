package studio.karangou.server.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import studio.karangou.common.crypto.Bytes;

/// HMAC-SHA256 under a key of one purpose: for what is too short to be kept as a bare hash, and for what must not
/// be forged by who can write to the database.
public final class KeyedHash {
    private final Secret secret;

    KeyedHash(Secret secret) {
        this.secret = secret;
    }

    /// 32 bytes.
    public Bytes of(byte[] message) {
        return Bytes.of(secret.mac(message));
    }

    /// 32 bytes.
    public Bytes of(String message) {
        return of(message.getBytes(StandardCharsets.UTF_8));
    }

    /// Whether it is the message's; takes the same time whatever differs.
    public boolean matches(String message, Bytes mac) {
        return MessageDigest.isEqual(secret.mac(message.getBytes(StandardCharsets.UTF_8)), mac.toArray());
    }
}
