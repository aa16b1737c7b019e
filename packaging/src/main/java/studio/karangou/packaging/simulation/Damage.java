package studio.karangou.packaging.simulation;

import java.util.Arrays;

/// What may become of bytes on their way. Where, does not depend on how many they are: what is sealed differs from
/// run to run, and so may its length.
final class Damage {
    private static final int ENDS = 64;

    private Damage() {}

    /// One bit is another.
    static byte[] flipped(byte[] bytes, Draw draw) {
        int at = draw.upTo(ENDS) % bytes.length;
        byte[] changed = bytes.clone();
        changed[draw.chance(50) ? at : bytes.length - 1 - at] ^= (byte) (1 << draw.upTo(Byte.SIZE));
        return changed;
    }

    /// The end is missing.
    static byte[] cut(byte[] bytes, Draw draw) {
        return Arrays.copyOf(bytes, bytes.length * draw.upTo(ENDS) / ENDS);
    }

    /// Either of them.
    static byte[] any(byte[] bytes, Draw draw) {
        return draw.chance(50) ? flipped(bytes, draw) : cut(bytes, draw);
    }
}
