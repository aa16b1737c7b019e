package studio.karangou.common.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import studio.karangou.common.crypto.Bytes;

/// Proves that a file was made by who knows a [FileCode]: HMAC-SHA-256 with a key that is slow to come by (PBKDF2,
/// RFC 8018, HMAC-SHA-512, 210,000 rounds, salted with the request's nonce), so that whoever finds the drive cannot try
/// all codes while the files are of use.
public final class FileSeal {
    private static final int ROUNDS = 210_000;
    private static final int KEY_BITS = 256;

    private final SecretKeySpec key;

    private FileSeal(SecretKeySpec key) {
        this.key = key;
    }

    /// Takes a fraction of a second.
    public static FileSeal of(FileCode code, Bytes nonce) {
        PBEKeySpec spec = new PBEKeySpec(code.canonical().toCharArray(), nonce.toArray(), ROUNDS, KEY_BITS);
        try {
            byte[] derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
            return new FileSeal(new SecretKeySpec(derived, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }

    /// Of a request.
    Bytes ofRequest(EnrolmentAsk.Signed ask) {
        return mac("request", ask.digest().toArray(), ask.signature().toArray());
    }

    /// Of an answer.
    Bytes ofAnswer(String server, Bytes grant) {
        return mac("answer", server.getBytes(StandardCharsets.UTF_8), grant.toArray());
    }

    /// In a time that does not depend on where they differ.
    static boolean same(Bytes one, Bytes other) {
        return MessageDigest.isEqual(one.toArray(), other.toArray());
    }

    private Bytes mac(String what, byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("karangou-enrolment-" + what + "\n").getBytes(StandardCharsets.US_ASCII));
        for (byte[] part : parts) {
            bytes.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
            bytes.writeBytes(part);
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Bytes.of(mac.doFinal(bytes.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC", e);
        }
    }

    @Override
    public String toString() {
        return "FileSeal[secret]";
    }
}
