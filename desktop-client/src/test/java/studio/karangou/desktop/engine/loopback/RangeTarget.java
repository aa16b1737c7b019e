package studio.karangou.desktop.engine.loopback;

import java.nio.charset.StandardCharsets;
import java.util.List;
import studio.karangou.desktop.fuzz.FuzzTarget;

/// `Range` headers: whatever they ask for, what is given lies within the content.
public final class RangeTarget implements FuzzTarget {
    private static final long[] SIZES = {0, 1, 10, 6_000_000};

    public static void fuzzerTestOneInput(byte[] bytes) {
        new RangeTarget().read(bytes);
    }

    @Override
    public String name() {
        return "range";
    }

    @Override
    public void read(byte[] bytes) {
        String header = new String(bytes, StandardCharsets.ISO_8859_1);
        for (long size : SIZES) {
            ByteRange.of(header, size).filter(ByteRange::isSatisfiable).ifPresent(range -> {
                if (range.from() < 0 || range.to() >= size || range.length() < 1) {
                    throw new AssertionError(range + " of " + size);
                }
            });
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                "bytes=0-499".getBytes(StandardCharsets.US_ASCII),
                "bytes=-5".getBytes(StandardCharsets.US_ASCII),
                "bytes=9-".getBytes(StandardCharsets.US_ASCII));
    }
}
