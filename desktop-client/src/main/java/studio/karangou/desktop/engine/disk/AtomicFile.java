package studio.karangou.desktop.engine.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;

/// Replaces a file as a whole: another name first, on disk, then renamed.
public final class AtomicFile {
    private AtomicFile() {}

    /// Writes the content. After a power cut the file is the old one or the new one.
    ///
    /// @param attributes of the file when it is made, as its permissions
    /// @throws DiskFullException if there is no room; then the old file is still there
    public static void write(Disk disk, Path file, byte[] content, FileAttribute<?>... attributes) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(temporary);
            Files.createFile(temporary, attributes);
            try (RandomAccessFile out = new RandomAccessFile(temporary.toFile(), "rw")) {
                disk.write(out, content, content.length);
                disk.force(out);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        forceFolder(file.toAbsolutePath().resolveSibling(""));
    }

    /// Makes what was renamed in a folder survive a power cut, where the system lets one (Windows does it by itself).
    public static void forceFolder(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        // an interrupted thread cannot use a channel; it is interrupted again afterwards
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (ClosedByInterruptException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Gives a file that must not be used any more another name beside it; it is never deleted.
    ///
    /// @return where it is now
    public static Path setAside(Path file, String reason) throws IOException {
        for (int number = 1; ; number++) {
            Path aside = file.resolveSibling(file.getFileName() + "." + reason + "-" + number);
            if (Files.exists(aside)) {
                continue;
            }
            try {
                return Files.move(file, aside);
            } catch (FileAlreadyExistsException e) {
                // another took the number meanwhile: the next one
            }
        }
    }
}
