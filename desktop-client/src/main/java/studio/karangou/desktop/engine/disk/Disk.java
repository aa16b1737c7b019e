package studio.karangou.desktop.engine.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// The two things of a disk that fail in real life: writing bytes and making them last.
/// Everything that the engine writes by itself goes through here, so that a test can fill the disk.
public interface Disk {
    /// The machine's own disk.
    Disk REAL = new RealDisk();

    /// Writes all of the bytes at the channel's position.
    ///
    /// @throws DiskFullException if there is no room; some of the bytes may be written
    /// @throws IOException if the disk fails otherwise
    void write(FileChannel channel, ByteBuffer bytes) throws IOException;

    /// Returns when everything written to the channel survives a power cut.
    void force(FileChannel channel) throws IOException;

    /// Bytes that may still be written where the folder is.
    long room(Path folder) throws IOException;

    /// As the operating system does it.
    final class RealDisk implements Disk {
        private RealDisk() {}

        @Override
        public void write(FileChannel channel, ByteBuffer bytes) throws IOException {
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                throw DiskFullException.isOne(e) ? new DiskFullException(e) : e;
            }
        }

        @Override
        public void force(FileChannel channel) throws IOException {
            try {
                channel.force(true);
            } catch (IOException e) {
                throw DiskFullException.isOne(e) ? new DiskFullException(e) : e;
            }
        }

        @Override
        public long room(Path folder) throws IOException {
            return Files.getFileStore(folder).getUsableSpace();
        }
    }
}
