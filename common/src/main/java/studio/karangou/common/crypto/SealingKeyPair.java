package studio.karangou.common.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/// A key pair that opens what was sealed to its public half: X25519 (RFC 7748) in HPKE (RFC 9180).
public final class SealingKeyPair {
    /// RFC 7748, section 4.1: u = 9, the lowest byte first.
    private static final SealingKey BASE_POINT = new SealingKey(Bytes.ofHex("09" + "00".repeat(31)));

    private final PrivateKey privateKey;
    private final SealingKey sealingKey;

    private SealingKeyPair(PrivateKey privateKey, SealingKey sealingKey) {
        this.privateKey = privateKey;
        this.sealingKey = sealingKey;
    }

    public static SealingKeyPair generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
            return new SealingKeyPair(pair.getPrivate(), rawPublic(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has X25519", e);
        }
    }

    /// Restores a pair from what [#exportPrivate()] gave and its public half.
    ///
    /// @throws IllegalArgumentException if the bytes are not an X25519 private key, or not of this public key
    public static SealingKeyPair restore(byte[] pkcs8, SealingKey sealingKey) {
        try {
            PrivateKey key = KeyFactory.getInstance("X25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            SealingKeyPair pair = new SealingKeyPair(key, sealingKey);
            byte[] none = {};
            pair.open(none, none, sealingKey.seal(none, none, none));
            return pair;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not the X25519 private key of this public key", e);
        }
    }

    /// The pair of a secret of 32 bytes, always the same one (RFC 7748, section 5: the JDK clamps it).
    ///
    /// @throws IllegalArgumentException if the secret has another length
    public static SealingKeyPair derive(byte[] secret) {
        if (secret.length != SealingKey.LENGTH) {
            throw new IllegalArgumentException("an X25519 secret has 32 bytes");
        }
        try {
            PrivateKey key = KeyFactory.getInstance("X25519")
                    .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secret));
            KeyAgreement withBasePoint = KeyAgreement.getInstance("X25519");
            withBasePoint.init(key);
            withBasePoint.doPhase(BASE_POINT.publicKey(), true);
            return new SealingKeyPair(key, new SealingKey(Bytes.of(withBasePoint.generateSecret())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has X25519", e);
        }
    }

    /// The private key in PKCS #8, to be kept secret.
    public byte[] exportPrivate() {
        return privateKey.getEncoded();
    }

    public SealingKey sealingKey() {
        return sealingKey;
    }

    /// Opens what was sealed to this pair.
    ///
    /// @throws GeneralSecurityException if it was sealed to another key, with another `info`
    ///     or other associated bytes, or was changed on the way
    public byte[] open(byte[] info, byte[] associated, byte[] sealed) throws GeneralSecurityException {
        return Hpke.open(privateKey, info, associated, sealed);
    }

    private static SealingKey rawPublic(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return new SealingKey(
                Bytes.of(Arrays.copyOfRange(encoded, encoded.length - SealingKey.LENGTH, encoded.length)));
    }
}
