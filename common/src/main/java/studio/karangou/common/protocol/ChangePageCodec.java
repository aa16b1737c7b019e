package studio.karangou.common.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// Pages of the feed as bytes, from changes that are bytes already: what [Wire#toCbor] writes of a [ChangePage],
/// without reading each change to write it again.
public final class ChangePageCodec {
    // major types of CBOR (RFC 8949, section 3.1), in the highest three bits
    private static final int UNSIGNED = 0;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;
    private static final int FALSE = 0xF4;
    private static final int TRUE = 0xF5;
    private static final int FIELDS = 5;

    private final ByteArrayOutputStream out;

    private ChangePageCodec(int size) {
        out = new ByteArrayOutputStream(size);
    }

    /// @param changes each as [Wire#toCbor] wrote it
    public static byte[] encode(String cursor, boolean more, Instant serverTime, List<byte[]> changes) {
        ChangePageCodec page = new ChangePageCodec(
                256 + changes.stream().mapToInt(change -> change.length).sum());
        page.head(MAP, FIELDS);
        page.text("version");
        page.head(UNSIGNED, ProtocolVersion.CURRENT);
        page.text("cursor");
        page.text(cursor);
        page.text("more");
        page.out.write(more ? TRUE : FALSE);
        page.text("serverTime");
        page.text(serverTime.toString());
        page.text("changes");
        page.head(ARRAY, changes.size());
        changes.forEach(page.out::writeBytes);
        return page.out.toByteArray();
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        head(TEXT, bytes.length);
        out.writeBytes(bytes);
    }

    /// A type and its number, in the shortest form (RFC 8949, section 3).
    private void head(int major, int number) {
        int type = major << 5;
        if (number < 24) {
            out.write(type | number);
        } else if (number < 1 << 8) {
            out.write(type | 24);
            out.write(number);
        } else if (number < 1 << 16) {
            out.write(type | 25);
            out.write(number >> 8);
            out.write(number);
        } else {
            throw new IllegalArgumentException("longer than any page");
        }
    }
}
