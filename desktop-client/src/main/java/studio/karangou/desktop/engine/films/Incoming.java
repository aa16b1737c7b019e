package studio.karangou.desktop.engine.films;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.desktop.engine.disk.Disk;

/// Content on its way in. What has come stays on disk when it is closed before the end, and the next attempt goes on
/// from there: at 8 kbit/s a segment takes minutes. One thread at a time for an address.
public final class Incoming implements AutoCloseable {
    private final Disk disk;
    private final FilmStore store;
    private final ContentAddress address;
    private final long most;
    private final boolean exact;
    private final Path partial;
    private final RandomAccessFile file;

    /// @param most bytes that the content can have
    /// @param exact whether it has just so many
    Incoming(Disk disk, FilmStore store, ContentAddress address, long most, boolean exact) throws IOException {
        this.disk = disk;
        this.store = store;
        this.address = address;
        this.most = most;
        this.exact = exact;
        partial = store.partial(address);
        file = new RandomAccessFile(partial.toFile(), "rw");
        if (file.length() > most) {
            file.setLength(0);
        }
        file.seek(file.length());
    }

    /// How many bytes are here: where to go on.
    public long received() throws IOException {
        return file.getFilePointer();
    }

    /// Takes the next bytes.
    ///
    /// @throws WrongContentException if there are more than the content has; what came is thrown away
    public void accept(byte[] chunk) throws IOException {
        if (received() + chunk.length > most) {
            throwAway();
            throw new WrongContentException("longer than it should be");
        }
        disk.write(file, chunk, chunk.length);
    }

    /// Checks size and SHA-256, and keeps the content.
    ///
    /// @throws WrongContentException if it is not the content of its address; then what came is thrown away
    public void finish() throws IOException {
        long size = received();
        if (exact && size != most) {
            throw new WrongContentException("cut: " + size + " of " + most + " bytes");
        }
        if (!isWhole()) {
            throwAway();
            throw new WrongContentException("not the content of its address");
        }
        disk.force(file);
        file.close();
        store.keep(address, size);
    }

    /// Whether what is here is the content of its address.
    public boolean isWhole() throws IOException {
        return address.equals(digest());
    }

    /// Begins again.
    public void throwAway() throws IOException {
        file.setLength(0);
        file.seek(0);
    }

    private ContentAddress digest() throws IOException {
        MessageDigest digest = ContentAddress.newDigest();
        byte[] buffer = new byte[16 * 1024];
        try (InputStream in = Files.newInputStream(partial)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return ContentAddress.ofDigest(digest.digest());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
