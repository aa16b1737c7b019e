package studio.karangou.server.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Files that only their owner reads, written whole or not at all.
public final class SecretFile {
    private static final boolean POSIX =
            Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");

    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);

    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private SecretFile() {}

    /// Makes a folder that only its owner enters; one that is there already is closed to others if it is ours.
    /// One of another owner, as a volume may be, is left to them.
    public static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, owner("rwx------"));
            return;
        }
        @Nullable PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        if (view == null) {
            return; // on Windows the folder's own access list decides
        }
        Set<PosixFilePermission> closed = PosixFilePermissions.fromString("rwx------");
        if (!view.readAttributes().permissions().equals(closed)) {
            try {
                view.setPermissions(closed);
            } catch (FileSystemException e) {
                LOG.atWarn().setCause(e).log("a folder of secrets is another owner’s and was left as it is");
            }
        }
    }

    /// Closes a file of secrets to all but its owner, as one that was copied back from elsewhere may stand open; and
    /// says so, for whoever could read it may have. One that cannot be closed, as on a volume, is named only.
    static void close(Path file) throws IOException {
        @Nullable PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return; // on Windows the folder's own access list decides
        }
        Set<PosixFilePermission> there = view.readAttributes().permissions();
        if (OWNERS.containsAll(there)) {
            return;
        }
        try {
            view.setPermissions(PosixFilePermissions.fromString("rw-------"));
            LOG.warn("{} could be read by others than its owner, and is closed now", file.getFileName());
        } catch (FileSystemException e) {
            LOG.atWarn()
                    .setCause(e)
                    .log("{} can be read by others than its owner, and could not be closed", file.getFileName());
        }
    }

    /// Makes an empty file that only its owner reads, before there is anything in it to be read.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if there is one
    public static void make(Path file) throws IOException {
        Files.createFile(file, owner("rw-------"));
    }

    /// Writes text durably: to a file beside it, forced to disk, then renamed.
    static void write(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (FileChannel channel = FileChannel.open(
                part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner("rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] owner(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0]; // on Windows the data folder's own access list decides
    }
}
