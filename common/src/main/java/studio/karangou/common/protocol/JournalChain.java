package studio.karangou.common.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.DeviceId;

/// The hash chain over a journal: h(0) = SHA-256("karangou-journal-1" ‖ device),
/// h(n) = SHA-256(h(n−1) ‖ n as 8 bytes ‖ the n-th encoded operation).
/// Only its ends travel, as both sides compute what is between.
public final class JournalChain {
    public static final int LENGTH = 32;

    private JournalChain() {}

    /// The hash before the first operation of a device.
    public static Bytes genesis(DeviceId device) {
        MessageDigest digest = ContentAddress.newDigest();
        digest.update("karangou-journal-1".getBytes(StandardCharsets.US_ASCII));
        digest.update(UuidBytes.of(device.value()));
        return Bytes.of(digest.digest());
    }

    /// The hash after one more operation.
    public static Bytes next(Bytes previous, long sequence, byte[] encodedOperation) {
        MessageDigest digest = ContentAddress.newDigest();
        digest.update(previous.toArray());
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(sequence).array());
        digest.update(encodedOperation);
        return Bytes.of(digest.digest());
    }
}
