package studio.karangou.common.protocol;

import java.time.Instant;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKey;

/// The key that parcels for the server are sealed to, inside a [SignedDocument]. Of two the later one holds.
///
/// @param key X25519, 32 bytes
/// @param issued by the server's clock
public record ServerSealingKey(Bytes key, Instant issued) {
    public ServerSealingKey {
        if (key.length() != SealingKey.LENGTH) {
            throw new IllegalArgumentException("an X25519 public key has 32 bytes");
        }
    }

    public SealingKey toKey() {
        return new SealingKey(key);
    }
}
