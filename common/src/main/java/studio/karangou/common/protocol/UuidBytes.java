package studio.karangou.common.protocol;

import java.nio.ByteBuffer;
import java.util.UUID;

/// UUIDs as 16 bytes, most significant first (RFC 9562, section 4).
final class UuidBytes {
    static final int LENGTH = 16;

    private UuidBytes() {}

    static byte[] of(UUID id) {
        return ByteBuffer.allocate(LENGTH)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    static UUID read(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new ProtocolFailure.Malformed("id").asException();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
