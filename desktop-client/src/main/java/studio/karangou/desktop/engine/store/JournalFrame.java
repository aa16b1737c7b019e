package studio.karangou.desktop.engine.store;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.protocol.JournalChain;
import studio.karangou.common.protocol.Limits;

/// How an operation stands in the journal file:
/// `length (4) ‖ sequence (8) ‖ CRC-32C of these two and the payload (4) ‖ payload`, the payload being
/// `nonce (12) ‖ AES-256-GCM of (chain hash before (32) ‖ encoded operation)`, bound to device and sequence.
///
/// The checksum finds frames without a key, after damage too; the cipher keeps contributors' names private.
/// With the chain hash in each frame the chain goes on behind a damaged one.
/// Used by one thread at a time.
final class JournalFrame {
    static final int HEAD = Integer.BYTES + Long.BYTES + Integer.BYTES;
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final int LEAST = NONCE + JournalChain.LENGTH + TAG + 1;
    private static final int MOST = NONCE + JournalChain.LENGTH + TAG + Limits.OPERATION_BYTES;

    private final DeviceId device;
    private final SecretKeySpec key;
    private final RandomGenerator random;
    private final Cipher cipher;

    JournalFrame(DeviceId device, byte[] key) {
        this(device, key, new SecureRandom());
    }

    /// @param random draws nonces
    JournalFrame(DeviceId device, byte[] key, RandomGenerator random) {
        this.device = device;
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    DeviceId device() {
        return device;
    }

    /// What is in a frame.
    record Entry(long sequence, Bytes previousHash, byte[] operation) {
        Bytes hash() {
            return JournalChain.next(previousHash, sequence, operation);
        }
    }

    /// Where a frame is.
    record Place(long sequence, long position, int size) {}

    ByteBuffer write(Entry entry) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] clear = new byte[JournalChain.LENGTH + entry.operation.length];
        System.arraycopy(entry.previousHash.toArray(), 0, clear, 0, JournalChain.LENGTH);
        System.arraycopy(entry.operation, 0, clear, JournalChain.LENGTH, entry.operation.length);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, entry.sequence).doFinal(clear);
            int length = NONCE + sealed.length;
            ByteBuffer frame = ByteBuffer.allocate(HEAD + length);
            frame.putInt(length).putLong(entry.sequence).putInt(0).put(nonce).put(sealed);
            frame.putInt(Integer.BYTES + Long.BYTES, checksum(frame, 0, length));
            return frame.flip();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption of any bytes works", e);
        }
    }

    /// The frame that begins at a position of the buffer, null if there is no whole one.
    static @Nullable Place at(ByteBuffer file, int position) {
        if (file.limit() - position < HEAD + LEAST) {
            return null;
        }
        int length = file.getInt(position);
        if (length < LEAST || length > MOST || file.limit() - position - HEAD < length) {
            return null;
        }
        if (file.getInt(position + Integer.BYTES + Long.BYTES) != checksum(file, position, length)) {
            return null;
        }
        return new Place(file.getLong(position + Integer.BYTES), position, HEAD + length);
    }

    /// The content of a whole frame, empty if it was not written with this key for this device.
    Optional<Entry> read(ByteBuffer frame) {
        if (at(frame, 0) == null) {
            return Optional.empty();
        }
        long sequence = frame.getLong(Integer.BYTES);
        byte[] nonce = new byte[NONCE];
        frame.get(HEAD, nonce);
        byte[] sealed = new byte[frame.getInt(0) - NONCE];
        frame.get(HEAD + NONCE, sealed);
        try {
            ByteBuffer clear =
                    ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, nonce, sequence).doFinal(sealed));
            byte[] hash = new byte[JournalChain.LENGTH];
            clear.get(hash);
            byte[] operation = new byte[clear.remaining()];
            clear.get(operation);
            return Optional.of(new Entry(sequence, Bytes.of(hash), operation));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, long sequence) throws GeneralSecurityException {
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(device.value().getMostSignificantBits())
                .putLong(device.value().getLeastSignificantBits())
                .putLong(sequence)
                .array());
        return cipher;
    }

    private static int checksum(ByteBuffer file, int position, int length) {
        CRC32C crc = new CRC32C();
        crc.update(file.slice(position, Integer.BYTES + Long.BYTES));
        crc.update(file.slice(position + HEAD, length));
        return (int) crc.getValue();
    }
}
