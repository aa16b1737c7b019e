package studio.karangou.common.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Where bytes are found: the SHA-256 of the bytes themselves, 64 lower-case hexadecimal digits.
/// Safe to use as a file name.
public record ContentAddress(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public ContentAddress {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a SHA-256 address");
        }
    }

    /// The address of these bytes.
    public static ContentAddress of(byte[] content) {
        return ofDigest(newDigest().digest(content));
    }

    /// The address for a digest computed elsewhere, 32 bytes.
    public static ContentAddress ofDigest(byte[] sha256) {
        return new ContentAddress(HexFormat.of().formatHex(sha256));
    }

    /// A fresh SHA-256, for content too large to hold.
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
