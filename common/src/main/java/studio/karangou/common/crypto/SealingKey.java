package studio.karangou.common.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;

/// The public half of a device's sealing key: X25519 (RFC 7748), 32 bytes. What is sealed to it only the device opens.
public record SealingKey(Bytes raw) {
    public static final int LENGTH = 32;

    public SealingKey {
        if (raw.length() != LENGTH) {
            throw new IllegalArgumentException("an X25519 public key has 32 bytes");
        }
    }

    /// Seals a secret to this key.
    ///
    /// @param info what kind of thing is sealed; both sides must say the same
    /// @param associated bytes that are not secret but must not change
    /// @return the encapsulated key (32 bytes), then the ciphertext with its tag (16 bytes more than the secret)
    public byte[] seal(byte[] info, byte[] associated, byte[] secret) {
        return Hpke.seal(this, info, associated, secret);
    }

    PublicKey publicKey() throws GeneralSecurityException {
        byte[] bigEndian = raw.reversed();
        bigEndian[0] &= 0x7F;
        return KeyFactory.getInstance("X25519")
                .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, bigEndian)));
    }
}
