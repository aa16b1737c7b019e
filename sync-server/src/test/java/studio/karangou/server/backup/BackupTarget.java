package studio.karangou.server.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.fuzz.FuzzTarget;

/// Files of backups: whole ones, what a whole one says of itself, and which objects it names.
public final class BackupTarget implements FuzzTarget {
    private static final Path FILE = file();
    private static final byte[] OBJECTS = "4096 ab/cdef\n".getBytes(StandardCharsets.US_ASCII);
    private static final VerifyingKey SERVER = SigningKeyPair.generate().verifyingKey();

    public static void fuzzerTestOneInput(byte[] bytes) {
        new BackupTarget().read(bytes);
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public void read(byte[] bytes) {
        if (bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K') {
            open(bytes); // all else is no archive, as the JDK sees at once
        }
        open(zip(bytes));
        BackupFile.isThere(FILE.resolveSibling("objects"), new String(bytes, StandardCharsets.UTF_8));
    }

    private static void open(byte[] file) {
        try {
            Files.write(FILE, file);
            try (BackupFile backup = BackupFile.open(FILE)) {
                backup.isOf(SERVER);
                backup.summary();
                backup.missingObjects(Path.of("objects"));
            }
        } catch (FailureException e) {
            return; // said no
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<byte[]> seeds() {
        String sha256 = HexFormat.of().formatHex(Backup.sha256().digest(OBJECTS));
        List<Contents.Part> parts = List.of(new Contents.Part(Contents.OBJECTS, OBJECTS.length, sha256));
        return List.of(Wire.toJson(new Contents(
                Contents.VERSION, Instant.EPOCH, "h2", "24", SERVER.raw().hex(), parts, 1)));
    }

    private static byte[] zip(byte[] contents) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.setLevel(0);
            zip.putNextEntry(new ZipEntry(Contents.OBJECTS));
            zip.write(OBJECTS);
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry(Contents.NAME));
            zip.write(contents);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static Path file() {
        try {
            Path file = Files.createTempFile("backup", ".zip");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
