package studio.karangou.common.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/// A key pair that signs: Ed25519 (RFC 8032).
public final class SigningKeyPair {
    private final PrivateKey privateKey;
    private final VerifyingKey verifyingKey;

    private SigningKeyPair(PrivateKey privateKey, VerifyingKey verifyingKey) {
        this.privateKey = privateKey;
        this.verifyingKey = verifyingKey;
    }

    public static SigningKeyPair generate() {
        return generate(new SecureRandom());
    }

    /// @param random all that the pair's secrecy comes from
    public static SigningKeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, random);
            KeyPair pair = generator.generateKeyPair();
            return new SigningKeyPair(pair.getPrivate(), rawPublic((EdECPublicKey) pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /// Restores a pair from what [#exportPrivate()] gave and its public half.
    ///
    /// @throws IllegalArgumentException if the bytes are not an Ed25519 private key, or not of this public key
    public static SigningKeyPair restore(byte[] pkcs8, VerifyingKey verifyingKey) {
        try {
            PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            SigningKeyPair pair = new SigningKeyPair(key, verifyingKey);
            byte[] probe = {1};
            if (!verifyingKey.verifies(probe, pair.sign(probe))) {
                throw new IllegalArgumentException("the two halves of the key do not match");
            }
            return pair;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 private key", e);
        }
    }

    /// The private key in PKCS #8, to be kept secret.
    public byte[] exportPrivate() {
        return privateKey.getEncoded();
    }

    public VerifyingKey verifyingKey() {
        return verifyingKey;
    }

    /// A signature of 64 bytes.
    public byte[] sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(privateKey);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a valid key signs", e);
        }
    }

    private static VerifyingKey rawPublic(EdECPublicKey key) {
        byte[] encoded = key.getEncoded();
        return new VerifyingKey(
                Bytes.of(Arrays.copyOfRange(encoded, encoded.length - VerifyingKey.LENGTH, encoded.length)));
    }
}
