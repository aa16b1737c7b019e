package studio.karangou.server.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.FailureException;

/// Columns that nobody reads in a stolen database: which key (1 byte), a nonce (12 bytes), then AES-256-GCM,
/// bound to column and row, so that no value can be moved. What must be found is found by its keyed hash.
public final class SealedColumns {
    private static final int NONCE = 12;
    private static final int HEAD = 1 + NONCE;
    private static final int TAG_BITS = 128;

    private final DerivedRing sealing;
    private final Secret finding;
    private final SecureRandom random = new SecureRandom();

    SealedColumns(DerivedRing sealing, Secret finding) {
        this.sealing = sealing;
        this.finding = finding;
    }

    /// For the database.
    ///
    /// @param column as in `person_contact.email`
    /// @param row the id of the row, or of what it belongs to
    public Bytes seal(String column, UUID row, byte[] value) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        KeyRing ring = sealing.ring();
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, ring.held().getLast().secret(), column, row, nonce)
                    .doFinal(value);
            return Bytes.of(ByteBuffer.allocate(HEAD + sealed.length)
                    .put((byte) ring.current())
                    .put(nonce)
                    .put(sealed)
                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /// Text for the database.
    public Bytes seal(String column, UUID row, String value) {
        return seal(column, row, value.getBytes(StandardCharsets.UTF_8));
    }

    /// From the database.
    ///
    /// @throws FailureException with [KeysFailure.Broken] if it was sealed by another master key, or for another
    ///     place
    public byte[] open(String column, UUID row, Bytes sealed) {
        byte[] bytes = sealed.toArray();
        @Nullable Secret key = bytes.length < HEAD ? null : sealing.find(bytes[0] & 0xFF);
        if (key == null) {
            throw new KeysFailure.Broken("master.key").asException();
        }
        byte[] nonce = new byte[NONCE];
        System.arraycopy(bytes, 1, nonce, 0, NONCE);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, column, row, nonce).doFinal(bytes, HEAD, bytes.length - HEAD);
        } catch (GeneralSecurityException e) {
            throw new FailureException(new KeysFailure.Broken("master.key"), e);
        }
    }

    /// Text from the database.
    ///
    /// @throws FailureException with [KeysFailure.Broken]
    public String openText(String column, UUID row, Bytes sealed) {
        return new String(open(column, row, sealed), StandardCharsets.UTF_8);
    }

    /// The number of the key that seals what is new: the first byte of all that it has sealed.
    public int currentKey() {
        return sealing.ring().current();
    }

    /// What a value is found by: HMAC-SHA256 over the kind of value and the value in its normal form.
    public Bytes lookup(String kind, String normal) {
        return Bytes.of(finding.mac((kind + "\n" + normal).getBytes(StandardCharsets.UTF_8)));
    }

    private static Cipher cipher(int mode, Secret key, String column, UUID row, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.forAes(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((column + "\n" + row).getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
