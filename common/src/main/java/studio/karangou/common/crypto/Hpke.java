package studio.karangou.common.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KEM;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Hybrid public key encryption (RFC 9180), base mode, single shot (section 6.1), with
/// DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-128-GCM: the suite of the RFC's appendix A.1.
/// The JDK brings the KEM, the KDF and the cipher; the key schedule of section 5.1 is here.
final class Hpke {
    private static final byte[] SUITE = {'H', 'P', 'K', 'E', 0x00, 0x20, 0x00, 0x01, 0x00, 0x01};
    private static final byte[] NONE = {};
    private static final int ENCAPSULATION = 32;
    private static final int KEY = 16;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private Hpke() {}

    static byte[] seal(SealingKey receiver, byte[] info, byte[] associated, byte[] secret) {
        try {
            KEM.Encapsulated encapsulated = KEM.getInstance("DHKEM")
                    .newEncapsulator(receiver.publicKey())
                    .encapsulate();
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, encapsulated.key(), info, associated);
            return concat(encapsulated.encapsulation(), cipher.doFinal(secret));
        } catch (GeneralSecurityException | ProviderException e) { // the JDK's KEM says the latter of small orders
            throw new IllegalArgumentException("cannot seal to this key", e);
        }
    }

    static byte[] open(PrivateKey receiver, byte[] info, byte[] associated, byte[] sealed)
            throws GeneralSecurityException {
        if (sealed.length < ENCAPSULATION + TAG_BITS / 8) {
            throw new GeneralSecurityException("too short to be sealed");
        }
        SecretKey shared =
                KEM.getInstance("DHKEM").newDecapsulator(receiver).decapsulate(Arrays.copyOf(sealed, ENCAPSULATION));
        return cipher(Cipher.DECRYPT_MODE, shared, info, associated)
                .doFinal(sealed, ENCAPSULATION, sealed.length - ENCAPSULATION);
    }

    private static Cipher cipher(int mode, SecretKey shared, byte[] info, byte[] associated)
            throws GeneralSecurityException {
        byte[] baseMode = {0};
        byte[] context = concat(
                baseMode, concat(labeledExtract(NONE, "psk_id_hash", NONE), labeledExtract(NONE, "info_hash", info)));
        byte[] secret = labeledExtract(shared.getEncoded(), "secret", NONE);
        SecretKeySpec key = new SecretKeySpec(labeledExpand(secret, "key", context, KEY), "AES");
        byte[] nonce = labeledExpand(secret, "base_nonce", context, NONCE);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }

    /// RFC 9180, section 4: LabeledExtract.
    private static byte[] labeledExtract(byte[] salt, String label, byte[] input) throws GeneralSecurityException {
        HKDFParameterSpec.Builder extract = HKDFParameterSpec.ofExtract().addIKM(labeled(label, input));
        if (salt.length > 0) {
            extract.addSalt(salt);
        }
        return KDF.getInstance("HKDF-SHA256").deriveData(extract.extractOnly());
    }

    /// RFC 9180, section 4: LabeledExpand.
    private static byte[] labeledExpand(byte[] key, String label, byte[] context, int length)
            throws GeneralSecurityException {
        byte[] info = concat(new byte[] {(byte) (length >> 8), (byte) length}, labeled(label, context));
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.expandOnly(new SecretKeySpec(key, "HKDF"), info, length));
    }

    private static byte[] labeled(String label, byte[] input) {
        byte[] version = "HPKE-v1".getBytes(StandardCharsets.US_ASCII);
        return concat(version, concat(SUITE, concat(label.getBytes(StandardCharsets.US_ASCII), input)));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(first.length + second.length);
        joined.writeBytes(first);
        joined.writeBytes(second);
        return joined.toByteArray();
    }
}
