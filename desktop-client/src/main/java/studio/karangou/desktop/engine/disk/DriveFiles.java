package studio.karangou.desktop.engine.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import studio.karangou.common.model.FailureException;

/// Small files on a drive that anybody may have filled, and may pull out at any moment.
public final class DriveFiles {
    private static final int MOST_LOOKED_AT = 20_000;
    private static final int MOST_FOUND = 50;

    private final Disk disk;
    private final Path folder;

    /// @param folder on the drive
    public DriveFiles(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /// Writes a file as a whole, and reads it back: some drives say yes to everything.
    ///
    /// @throws FailureException with a [DriveFailure]; then the drive has the old file or none, never half of one
    public Path write(String name, byte[] content) {
        Path file = folder.resolve(name);
        try {
            if (!Files.isDirectory(folder)) {
                throw new DriveFailure.Gone().asException();
            }
            AtomicFile.write(disk, file, content);
            if (Files.size(file) != content.length || !Arrays.equals(Files.readAllBytes(file), content)) {
                throw new DriveFailure.Failed().asException();
            }
            return file;
        } catch (IOException | ReadOnlyFileSystemException e) {
            throw new FailureException(why(e), e);
        }
    }

    /// The files of one kind, latest first: never more than a person could have meant.
    ///
    /// @throws FailureException with a [DriveFailure]
    public List<Path> named(Predicate<Path> kind) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            int looked = 0;
            for (Path file : files) {
                if (++looked > MOST_LOOKED_AT || found.size() >= MOST_FOUND) {
                    break;
                }
                if (kind.test(file)) {
                    found.add(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new FailureException(why(e), e);
        }
        found.sort(Comparator.comparingLong(DriveFiles::changed).reversed());
        return found;
    }

    private static long changed(Path file) {
        return file.toFile().lastModified(); // 0 for what went away meanwhile
    }

    private DriveFailure why(Exception e) {
        return why(folder, e);
    }

    /// What is the matter with the drive, as far as an exception tells.
    ///
    /// @param folder on it
    public static DriveFailure why(Path folder, Exception e) {
        if (!Files.isDirectory(folder)) {
            return new DriveFailure.Gone();
        }
        if (DiskFullException.isOne(e)) {
            return new DriveFailure.Full();
        }
        String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        boolean readOnly = e instanceof ReadOnlyFileSystemException
                || e instanceof AccessDeniedException
                || said.contains("read-only")
                || said.contains("write-protect")
                || !Files.isWritable(folder);
        return readOnly ? new DriveFailure.ReadOnly() : new DriveFailure.Failed();
    }
}
