package studio.karangou.desktop.engine.disk;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The two things of a disk that fail in real life: writing bytes and making them last.
/// Everything that the engine writes by itself goes through here, so that a test can fill the disk.
///
/// Files and not channels: a channel is closed for everybody when a thread that uses it is interrupted,
/// as a task is that a person gives up.
public interface Disk {
    /// The machine's own disk.
    Disk REAL = new RealDisk();

    /// Writes the bytes at the file's position.
    ///
    /// @param length how many of them, from the first
    /// @throws DiskFullException if there is no room; some of the bytes may be written
    /// @throws IOException if the disk fails otherwise
    void write(RandomAccessFile file, byte[] bytes, int length) throws IOException;

    /// Returns when everything written to the file survives a power cut.
    void force(RandomAccessFile file) throws IOException;

    /// Bytes that may still be written where the folder is.
    long room(Path folder) throws IOException;

    /// Whether there is a file, or anything else, of that name.
    default boolean exists(Path file) {
        return Files.exists(file);
    }

    /// Reads a file from its beginning.
    default InputStream read(Path file) throws IOException {
        return Files.newInputStream(file);
    }

    /// What is in a folder, in no order; nothing if there is no such folder.
    default List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    /// Gives a file that must not be used any more another name, as [AtomicFile#setAside].
    default void setAside(Path file, String reason) throws IOException {
        AtomicFile.setAside(file, reason);
    }

    /// Makes a folder and those above it, where they are not there.
    default void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
    }

    /// Opens a file for reading and writing; one that is not there is made, empty.
    default DiskFile open(Path file) throws IOException {
        return new OpenedFile(this, file);
    }

    /// Writes a file as a whole, as [AtomicFile#write].
    default void replace(Path file, byte[] content) throws IOException {
        AtomicFile.write(this, file, content);
    }

    /// As the operating system does it.
    final class RealDisk implements Disk {
        private RealDisk() {}

        @Override
        public void write(RandomAccessFile file, byte[] bytes, int length) throws IOException {
            try {
                file.write(bytes, 0, length);
            } catch (IOException e) {
                throw DiskFullException.isOne(e) ? new DiskFullException(e) : e;
            }
        }

        @Override
        public void force(RandomAccessFile file) throws IOException {
            try {
                file.getFD().sync();
            } catch (IOException e) {
                throw DiskFullException.isOne(e) ? new DiskFullException(e) : e;
            }
        }

        @Override
        public long room(Path folder) throws IOException {
            // not by a FileStore: that looks for the folder's mount point, which a container may not see
            if (Files.notExists(folder)) {
                throw new NoSuchFileException(folder.toString());
            }
            return folder.toFile().getUsableSpace();
        }
    }
}
