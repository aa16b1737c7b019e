package studio.karangou.server.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.keys.KeyedHash;

/// A backup that was read from end to end, and is whole.
public final class BackupFile implements AutoCloseable {
    private static final int SELF_DESCRIPTION = 1 << 20;
    private static final Pattern OBJECT = Pattern.compile("([0-9]{1,18}) ([A-Za-z0-9._/-]{1,200})");
    private static final int SEAL_CHARS = 64;

    private final Path file;
    private final ZipFile zip;
    private final byte[] told;
    private final @Nullable String seal;
    private final Contents contents;

    private BackupFile(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.zip = zip;
        told = told(zip);
        seal = zip.getEntry(Contents.SEAL) == null ? null : seal(zip);
        contents = contents(told);
    }

    /// Opens a backup and holds every part against what it says of itself.
    ///
    /// @throws FailureException with [BackupFailure.NotWhole]
    public static BackupFile open(Path file) {
        try {
            ZipFile zip = new ZipFile(file.toFile());
            try {
                BackupFile backup = new BackupFile(file, zip);
                backup.verify();
                return backup;
            } catch (IOException | RuntimeException e) {
                zip.close();
                throw e;
            }
        } catch (IOException e) {
            throw new FailureException(new BackupFailure.NotWhole(file.toString()), e);
        }
    }

    private static byte[] told(ZipFile zip) throws IOException {
        try (InputStream in = part(zip, Contents.NAME)) {
            byte[] text = in.readNBytes(SELF_DESCRIPTION);
            CRC32 sum = new CRC32();
            sum.update(text);
            if (zip.getEntry(Contents.NAME).getCrc() != sum.getValue()) {
                throw new IOException("what it says of itself was changed");
            }
            return text;
        }
    }

    private static String seal(ZipFile zip) throws IOException {
        try (InputStream in = part(zip, Contents.SEAL)) {
            return new String(in.readNBytes(SEAL_CHARS), StandardCharsets.US_ASCII);
        }
    }

    private static Contents contents(byte[] text) throws IOException {
        Contents contents = Wire.json().readValue(text, Contents.class);
        if (contents == null || contents.version() != Contents.VERSION) {
            throw new IOException("another form of backup");
        }
        return contents;
    }

    private void verify() throws IOException {
        Set<String> there = new HashSet<>(zip.stream().map(ZipEntry::getName).toList());
        there.remove(Contents.NAME);
        there.remove(Contents.SEAL);
        if (!there.equals(
                new HashSet<>(contents.parts().stream().map(Contents.Part::name).toList()))) {
            throw new IOException("other parts than it says");
        }
        for (Contents.Part part : contents.parts()) {
            try (DigestInputStream in = new DigestInputStream(part(zip, part.name()), Backup.sha256())) {
                long bytes = in.transferTo(OutputStream.nullOutputStream());
                String sha256 = HexFormat.of().formatHex(in.getMessageDigest().digest());
                if (bytes != part.bytes() || !sha256.equals(part.sha256())) {
                    throw new IOException(part.name() + " is not what it was");
                }
            }
        }
    }

    Contents contents() {
        return contents;
    }

    String name() {
        return file.toString();
    }

    /// Whether it is of the server with this key.
    public boolean isOf(VerifyingKey server) {
        return contents.signingKey().equals(server.raw().hex());
    }

    /// Whether its maker sealed it; programs before the seals did not.
    public boolean isSealed() {
        return seal != null;
    }

    /// Requires that a server with these keys made it, and that nobody has changed it since: the seal covers what it
    /// says of itself, and that the hash of each part.
    ///
    /// @throws FailureException with [BackupFailure.Changed]
    public void checkSeal(KeyedHash seals) {
        byte[] shown = (seal == null ? "" : seal).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(seals.of(told).hex().getBytes(StandardCharsets.US_ASCII), shown)) {
            throw new BackupFailure.Changed(file.toString()).asException();
        }
    }

    boolean has(String name) {
        return zip.getEntry(name) != null;
    }

    /// How many parts it has, and bytes in them.
    public String summary() {
        long bytes = contents.parts().stream().mapToLong(Contents.Part::bytes).sum();
        return contents.parts().size() + " / " + bytes;
    }

    InputStream part(String name) throws IOException {
        return part(zip, name);
    }

    private static InputStream part(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException(name + " is missing");
        }
        return zip.getInputStream(entry);
    }

    /// Objects that it names and that are not in a folder, or not of their size.
    public List<String> missingObjects(Path folder) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(part(Contents.OBJECTS), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !isThere(folder, line)).toList();
        } catch (IOException e) {
            throw new FailureException(new BackupFailure.NotWhole(file.toString()), e);
        }
    }

    /// Whether an object that a line names lies in a folder.
    static boolean isThere(Path folder, String line) {
        Matcher parts = OBJECT.matcher(line);
        if (!parts.matches()) {
            return false;
        }
        Path object = folder.resolve(parts.group(2)).normalize();
        return object.startsWith(folder.normalize())
                && object.toFile().length() == Long.parseLong(parts.group(1))
                && Files.isRegularFile(object);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new FailureException(new BackupFailure.NotWhole(file.toString()), e);
        }
    }
}
