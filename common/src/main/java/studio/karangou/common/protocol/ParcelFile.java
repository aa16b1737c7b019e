package studio.karangou.common.protocol;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.FailureException;

/// A file of parcels: a first line with the version, each parcel after its length in four bytes, four zero bytes, and
/// the SHA-256 of everything before. What was cut or damaged on the way is known before a parcel of it is used; who
/// wrote it, only a parcel tells.
public final class ParcelFile {
    private static final int VERSION = 1;
    private static final Pattern FIRST = Pattern.compile("karangou-colis/([1-9][0-9]{0,3})");
    private static final int FIRST_BYTES = 40;
    private static final int DIGEST = 32;

    private ParcelFile() {}

    /// Takes one parcel after the other.
    @FunctionalInterface
    public interface Taker {
        /// @param parcel as [Parcel#encode()] gave it, or whatever somebody put there
        /// @return whether to go on
        boolean take(byte[] parcel) throws IOException;
    }

    /// Writes a file; whole after [#finish()].
    public static final class Writer {
        private final MessageDigest digest = ContentAddress.newDigest();
        private final OutputStream to;
        private final DataOutputStream out;
        private int count;

        /// @param to is not closed
        public Writer(OutputStream to) throws IOException {
            this.to = to;
            out = new DataOutputStream(new DigestOutputStream(to, digest));
            out.write(("karangou-colis/" + VERSION + "\n").getBytes(StandardCharsets.US_ASCII));
        }

        /// @throws FailureException with [ParcelFailure.TooLarge]
        public void add(byte[] parcel) throws IOException {
            if (parcel.length > Limits.PARCEL_BYTES || ++count > Limits.FILE_PARCELS) {
                throw new ParcelFailure.TooLarge().asException();
            }
            out.writeInt(parcel.length);
            out.write(parcel);
        }

        /// How many were added.
        public int count() {
            return count;
        }

        public void finish() throws IOException {
            out.writeInt(0);
            out.flush();
            to.write(digest.digest());
            to.flush();
        }
    }

    /// Reads a file to its end to see whether it is what was written.
    ///
    /// @return how many parcels are in it
    /// @throws FailureException with a [ParcelFailure] or [ProtocolFailure.OtherTooNew]
    /// @throws IOException if the drive fails
    public static int check(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ParcelFailure.NotOne().asException();
        }
        MessageDigest digest = ContentAddress.newDigest();
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
            int count = walk(new DataInputStream(new DigestInputStream(raw, digest)), _ -> true);
            byte[] expected = raw.readNBytes(DIGEST + 1);
            if (!Arrays.equals(expected, digest.digest())) {
                throw new ParcelFailure.Damaged().asException();
            }
            return count;
        }
    }

    /// Hands over one parcel after the other, of a file that was checked.
    ///
    /// @throws FailureException as [#check]
    /// @throws IOException if the drive fails, or what the taker threw
    public static void read(Path file, Taker taker) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
            walk(new DataInputStream(raw), taker);
        }
    }

    private static int walk(DataInputStream in, Taker taker) throws IOException {
        checkFirstLine(in);
        for (int count = 0; ; count++) {
            int length = length(in);
            if (length == 0) {
                return count;
            }
            if (length < 0 || length > Limits.PARCEL_BYTES || count == Limits.FILE_PARCELS) {
                throw new ParcelFailure.TooLarge().asException();
            }
            byte[] parcel = in.readNBytes(length);
            if (parcel.length < length) {
                throw new ParcelFailure.Damaged().asException();
            }
            if (!taker.take(parcel)) {
                return count + 1;
            }
        }
    }

    private static int length(DataInputStream in) throws IOException {
        try {
            return in.readInt();
        } catch (EOFException e) {
            throw new FailureException(new ParcelFailure.Damaged(), e);
        }
    }

    private static void checkFirstLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() == FIRST_BYTES) {
                throw new ParcelFailure.NotOne().asException();
            }
            line.append((char) next);
        }
        Matcher matcher = FIRST.matcher(line);
        if (!matcher.matches()) {
            throw new ParcelFailure.NotOne().asException();
        }
        int version = Integer.parseInt(matcher.group(1));
        if (version > VERSION) {
            throw new ProtocolFailure.OtherTooNew(version, VERSION).asException();
        }
    }
}
