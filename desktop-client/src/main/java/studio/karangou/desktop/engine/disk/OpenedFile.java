package studio.karangou.desktop.engine.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/// A file of the machine.
final class OpenedFile implements DiskFile {
    private final Disk disk;
    private final RandomAccessFile file;

    OpenedFile(Disk disk, Path path) throws IOException {
        this.disk = disk;
        file = new RandomAccessFile(path.toFile(), "rw");
    }

    @Override
    public long length() throws IOException {
        return file.length();
    }

    @Override
    public int read(long position, byte[] bytes) throws IOException {
        file.seek(position);
        int read = 0;
        while (read < bytes.length) {
            int more = file.read(bytes, read, bytes.length - read);
            if (more < 0) {
                break;
            }
            read += more;
        }
        return read;
    }

    @Override
    public void write(long position, byte[] bytes, int length) throws IOException {
        file.seek(position);
        disk.write(file, bytes, length);
    }

    @Override
    public void setLength(long length) throws IOException {
        file.setLength(length);
    }

    @Override
    public void force() throws IOException {
        disk.force(file);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
