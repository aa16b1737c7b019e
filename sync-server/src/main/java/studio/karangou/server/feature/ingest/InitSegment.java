package studio.karangou.server.feature.ingest;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands in an init segment of one track (ISO/IEC 14496-12).
///
/// @param timeScale ticks per second
/// @param codecs as in RFC 6381
/// @param editList the box's bytes in hexadecimal, empty if there is none
record InitSegment(int timeScale, String codecs, String editList) {
    /// How many bytes of each box's own fields lie before the boxes inside it.
    private static final Map<String, Integer> CONTAINERS = Map.ofEntries(
            Map.entry("moov", 0),
            Map.entry("trak", 0),
            Map.entry("edts", 0),
            Map.entry("mdia", 0),
            Map.entry("minf", 0),
            Map.entry("stbl", 0),
            Map.entry("stsd", 8),
            Map.entry("avc1", 78),
            Map.entry("mp4a", 28));

    /// Boxes in boxes: the deepest that is asked for is the seventh.
    private static final int DEPTH = 16;

    /// @throws IllegalArgumentException if it is no init segment of an H.264 or AAC track
    static InitSegment parse(byte[] bytes) {
        Reading reading = new Reading();
        try {
            reading.boxes(ByteBuffer.wrap(bytes), 0);
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            throw new IllegalArgumentException("a box that ends too early", e);
        }
        if (reading.timeScale <= 0 || reading.codecs == null) {
            throw new IllegalArgumentException("not an init segment that we make");
        }
        return new InitSegment(reading.timeScale, reading.codecs, reading.editList);
    }

    private static final class Reading {
        private int timeScale;
        private @Nullable String codecs;
        private String editList = "";

        void boxes(ByteBuffer in, int depth) {
            if (depth > DEPTH) {
                throw new IllegalArgumentException("boxes in boxes without end");
            }
            while (in.remaining() >= 8) {
                int size = in.getInt();
                byte[] type = new byte[4];
                in.get(type);
                if (size < 8 || size - 8 > in.remaining()) {
                    throw new IllegalArgumentException("a box longer than what it lies in");
                }
                box(new String(type, StandardCharsets.ISO_8859_1), in.slice(in.position(), size - 8), depth);
                in.position(in.position() + size - 8);
            }
        }

        private void box(String type, ByteBuffer body, int depth) {
            Integer fields = CONTAINERS.get(type);
            if (fields != null && body.remaining() >= fields) {
                boxes(body.position(fields).slice(), depth + 1);
                return;
            }
            switch (type) {
                case "mdhd" -> timeScale = body.getInt(body.get(0) == 1 ? 20 : 12);
                case "elst" -> editList = hex(body);
                case "avcC" ->
                    codecs = String.format(Locale.ROOT, "avc1.%02x%02x%02x", body.get(1), body.get(2), body.get(3));
                case "esds" -> codecs = "mp4a.40." + audioObjectType(body);
                default -> { // nothing that is asked for
                }
            }
        }

        private static String hex(ByteBuffer body) {
            byte[] bytes = new byte[body.remaining()];
            body.get(bytes);
            return HexFormat.of().formatHex(bytes);
        }

        /// ISO/IEC 14496-1: the DecoderSpecificInfo (tag 5) begins with five bits of audio object type.
        private static int audioObjectType(ByteBuffer body) {
            body.position(4);
            while (body.remaining() > 2) {
                int tag = body.get();
                int length = length(body);
                switch (tag) {
                    case 3 -> body.position(body.position() + 3); // ES_ID, flags
                    case 4 -> body.position(body.position() + 13); // object type, stream type, rates
                    case 5 -> {
                        return (body.get() & 0xFF) >> 3;
                    }
                    default -> body.position(body.position() + length);
                }
            }
            throw new IllegalArgumentException("no audio configuration");
        }

        /// Seven bits a byte, four bytes at most (ISO/IEC 14496-1, 8.3.3).
        private static int length(ByteBuffer body) {
            int length = 0;
            for (int i = 0; i < 4; i++) {
                int next = body.get();
                length = (length << 7) | (next & 0x7F);
                if (next >= 0) {
                    return length;
                }
            }
            throw new IllegalArgumentException("a length of more than four bytes");
        }
    }
}
