package studio.karangou.common.crypto;

import java.util.Arrays;
import java.util.HexFormat;

/// Immutable bytes with value equality, so that records can hold them. Not for secrets.
public final class Bytes {
    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    /// A copy of the array.
    public static Bytes of(byte[] value) {
        return new Bytes(value.clone());
    }

    /// From hexadecimal digits.
    ///
    /// @throws IllegalArgumentException if the text is not hexadecimal
    public static Bytes ofHex(String hex) {
        return new Bytes(HexFormat.of().parseHex(hex));
    }

    public int length() {
        return value.length;
    }

    /// A copy of the bytes.
    public byte[] toArray() {
        return value.clone();
    }

    public String hex() {
        return HexFormat.of().formatHex(value);
    }

    byte[] reversed() {
        byte[] reversed = new byte[value.length];
        for (int i = 0; i < value.length; i++) {
            reversed[i] = value[value.length - 1 - i];
        }
        return reversed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return hex();
    }
}
