package studio.karangou.server.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;

/// The data folder held by one server, whichever database it has: two would work at the same uploads and
/// write each other’s port file. The system gives it back when the process ends, however it ends.
final class DataLock implements AutoCloseable {
    private final FileChannel file;
    private final Path folder;

    private DataLock(FileChannel file, Path folder) {
        this.file = file;
        this.folder = folder;
    }

    /// Takes hold of the folder, without waiting.
    ///
    /// @throws FailureException with [ConfigFailure.DataInUse] if another server holds it, or
    ///     [ConfigFailure.UnusableData]
    static DataLock hold(Path folder) {
        try {
            FileChannel file = FileChannel.open(
                    folder.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isTaken(file)) {
                file.close();
                throw new ConfigFailure.DataInUse(folder.toString()).asException();
            }
            return new DataLock(file, folder);
        } catch (IOException e) {
            throw new FailureException(new ConfigFailure.UnusableData(folder.toString()), e);
        }
    }

    private static boolean isTaken(FileChannel file) throws IOException {
        try {
            @Nullable FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // held in this very process
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new FailureException(new ConfigFailure.UnusableData(folder.toString()), e);
        }
    }
}
