package studio.karangou.desktop.engine.disk;

import java.io.IOException;

/// A file that is read and written in place. Used by one thread at a time.
public interface DiskFile extends AutoCloseable {
    /// Bytes in the file.
    long length() throws IOException;

    /// Reads up to as many bytes as there is room for, from a position of the file.
    ///
    /// @return how many were read; fewer than asked for at the file's end, 0 behind it
    int read(long position, byte[] bytes) throws IOException;

    /// Writes at a position of the file.
    ///
    /// @param length how many of the bytes, from the first
    /// @throws DiskFullException if there is no room; some of the bytes may be written
    /// @throws IOException if the disk fails otherwise
    void write(long position, byte[] bytes, int length) throws IOException;

    /// Cuts the file, or fills it up with zeros.
    void setLength(long length) throws IOException;

    /// Returns when everything written to the file survives a power cut.
    void force() throws IOException;

    @Override
    void close() throws IOException;
}
