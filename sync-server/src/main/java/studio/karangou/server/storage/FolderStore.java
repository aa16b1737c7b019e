package studio.karangou.server.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.FailureException;

/// An [ObjectStore] in a local folder: `ab/cd/abcd…`, two levels of 256 folders, one file an object.
/// An object is written to a file beside the others, forced to disk, then renamed: it is there whole or not at all.
public final class FolderStore implements ObjectStore {
    private static final String INCOMING = "incoming";
    private static final int BUFFER = 64 * 1024;

    private final Path folder;
    private final Path incoming;

    /// Opens the store, makes its folder if there is none, and clears what a crash of this node left half written.
    /// Several nodes may share a folder: each writes in a place of its own, and only its own is cleared.
    ///
    /// @param node who writes; no two processes that run may be the same
    /// @throws FailureException with [StorageFailure.DiskFull] or [StorageFailure.Broken]
    public FolderStore(Path folder, UUID node) {
        this.folder = folder;
        incoming = folder.resolve(INCOMING).resolve(node.toString());
        try {
            Files.createDirectories(incoming);
            clearIncoming();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public ContentAddress put(byte[] content) {
        ContentAddress address = ContentAddress.of(content);
        keep(address, new ByteArrayInputStream(content), content.length);
        return address;
    }

    @Override
    public void put(ContentAddress expected, InputStream content, long limit) {
        keep(expected, content, limit);
    }

    @Override
    public OptionalLong size(ContentAddress address) {
        try {
            return OptionalLong.of(Files.size(file(address)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public InputStream open(ContentAddress address, long offset) {
        try {
            FileChannel channel = FileChannel.open(file(address), StandardOpenOption.READ);
            return Channels.newInputStream(channel.position(offset));
        } catch (NoSuchFileException e) {
            throw new FailureException(new StorageFailure.Missing(address), e);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void keep(ContentAddress address, InputStream content, long limit) {
        Path part = incoming.resolve(UUID.randomUUID() + ".part");
        try {
            try {
                ContentAddress written = write(part, content, limit);
                if (!written.equals(address)) {
                    throw new StorageFailure.WrongContent(address).asException();
                }
                makeFolders(address);
                Files.move(part, file(address), StandardCopyOption.ATOMIC_MOVE);
                force(second(address));
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static ContentAddress write(Path part, InputStream content, long limit) throws IOException {
        MessageDigest digest = ContentAddress.newDigest();
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER];
            long total = 0;
            for (int read = read(content, buffer); read >= 0; read = read(content, buffer)) {
                total += read;
                if (total > limit) {
                    throw new StorageFailure.TooLarge(limit).asException();
                }
                digest.update(buffer, 0, read);
                writeFully(channel, ByteBuffer.wrap(buffer, 0, read));
            }
            channel.force(true);
        }
        return ContentAddress.ofDigest(digest.digest());
    }

    /// Trouble of the source is not the store's.
    private static int read(InputStream content, byte[] buffer) {
        try {
            return content.read(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException("the content could not be read", e);
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /// A new folder is only as durable as its entry in the one above.
    private void makeFolders(ContentAddress address) throws IOException {
        if (makeFolder(first(address))) {
            force(folder);
        }
        if (makeFolder(second(address))) {
            force(first(address));
        }
    }

    private static boolean makeFolder(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return false;
        }
        try {
            Files.createDirectory(path);
        } catch (FileAlreadyExistsException e) {
            return false; // another thread was faster
        }
        return true;
    }

    private static void force(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) { // Windows opens no folder
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private Path first(ContentAddress address) {
        return folder.resolve(address.hex().substring(0, 2));
    }

    private Path second(ContentAddress address) {
        return first(address).resolve(address.hex().substring(2, 4));
    }

    private Path file(ContentAddress address) {
        return second(address).resolve(address.hex());
    }

    private void clearIncoming() throws IOException {
        try (Stream<Path> parts = Files.list(incoming)) {
            for (Path part : parts.toList()) {
                Files.delete(part);
            }
        }
    }

    private FailureException failure(IOException cause) {
        StorageFailure failure =
                DiskSpace.isFull(folder, cause) ? new StorageFailure.DiskFull() : new StorageFailure.Broken();
        return new FailureException(failure, cause);
    }
}
