package studio.karangou.desktop.engine.people;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import studio.karangou.common.crypto.Bytes;

/// What a password gives on this device: something to know it by, and a key. Argon2id with the parameters of OWASP's
/// Password Storage Cheat Sheet (19 MiB, two passes, one lane), then HKDF (RFC 5869) for the two.
final class PasswordKeys {
    private static final int MEMORY_KIBIBYTES = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int LENGTH = 32;
    private static final int SALT = 16;

    private final byte[] stretched;

    private PasswordKeys(byte[] stretched) {
        this.stretched = stretched;
    }

    static Bytes newSalt() {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        return Bytes.of(salt);
    }

    /// Takes a tenth of a second, on purpose.
    static PasswordKeys of(String password, Bytes salt) {
        // one and the same password, however a keyboard composes its accents (RFC 8265, section 4.2.2)
        byte[] typed = Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
        return new PasswordKeys(Argon2Function.getInstance(MEMORY_KIBIBYTES, PASSES, LANES, LENGTH, Argon2.ID)
                .hash(typed, salt.toArray())
                .getBytes());
    }

    Bytes verifier() {
        return Bytes.of(expand("verifier"));
    }

    byte[] key() {
        return expand("profile");
    }

    private byte[] expand(String use) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(stretched)
                            .thenExpand(("karangou-offline/" + use).getBytes(StandardCharsets.US_ASCII), LENGTH));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HKDF", e);
        }
    }

    @Override
    public String toString() {
        return "PasswordKeys[…]";
    }
}
