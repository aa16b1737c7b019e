package studio.karangou.desktop.engine.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.desktop.engine.disk.DiskFullException;

/// The folder where one Karangou keeps everything, held by one process at a time.
public final class DataFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /// Takes the folder, making it if need be.
    ///
    /// @throws FailureException with [StoreFailure.InUse] if another process has it, [StoreFailure.DiskFull] or
    ///     [StoreFailure.NotWritten] if it cannot be made
    public static DataFolder take(Path folder) {
        try {
            Files.createDirectories(folder);
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StoreFailure.InUse().asException();
            }
            return new DataFolder(folder, channel);
        } catch (IOException e) {
            throw new FailureException(
                    DiskFullException.isOne(e) ? new StoreFailure.DiskFull() : new StoreFailure.NotWritten(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // this very process has it
            return null;
        }
    }

    /// The database, without H2's file ending.
    public Path database() {
        return folder.resolve("karangou");
    }

    public Path journals() {
        return folder.resolve("journals");
    }

    /// Whether a device has a journal here, of now or of before.
    ///
    /// @throws FailureException with [StoreFailure.NotWritten] if nobody can tell
    public boolean hasJournals() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(journals(), "*.journal*")) {
            return files.iterator().hasNext();
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            throw new FailureException(new StoreFailure.NotWritten(), e);
        }
    }

    /// Parcels that are being made or carried.
    public Path parcels() {
        return folder.resolve("parcels");
    }

    /// What this device holds for its neighbours.
    public Path relay() {
        return folder.resolve("relay");
    }

    /// The views in progress.
    public Path views() {
        return folder.resolve("views");
    }

    public Path films() {
        return folder.resolve("films");
    }

    public Path downloads() {
        return folder.resolve("downloads");
    }

    public Path secrets() {
        return folder.resolve("keys").resolve("device.keys");
    }

    /// Which contact with the server was the last.
    public Path contact() {
        return folder.resolve("contact.cbor");
    }

    /// What this device asks where it has no network, sealed.
    public Path request() {
        return folder.resolve("enrolment-request.sealed");
    }

    /// The folder itself.
    public Path folder() {
        return folder;
    }

    public Path identity() {
        return folder.resolve("device.cbor");
    }

    /// Who is signed in, sealed.
    public Path person() {
        return folder.resolve("person.sealed");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new FailureException(new StoreFailure.NotWritten(), e);
        }
    }
}
