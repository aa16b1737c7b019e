package studio.karangou.desktop.engine.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import studio.karangou.common.model.OperationId;

/// The id of the operation that mends a refused one. It follows from the refused one's, so whoever mends it twice, on
/// a database that was made anew or after a crash, makes one operation: the server takes an id once.
final class MendedId {
    private static final byte[] DOMAIN = "karangou-mended\n".getBytes(StandardCharsets.US_ASCII);
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private MendedId() {}

    /// A UUID of version 7 with the refused one's time (RFC 9562, section 5.7).
    static OperationId of(OperationId refused) {
        UUID id = refused.value();
        ByteBuffer digest = ByteBuffer.wrap(sha256(id));
        long high = (id.getMostSignificantBits() & ~0xFFFFL) | VERSION_7 | (digest.getShort() & 0xFFFL);
        long low = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | VARIANT;
        return new OperationId(new UUID(high, low));
    }

    private static byte[] sha256(UUID id) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(DOMAIN);
            return sha.digest(ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
