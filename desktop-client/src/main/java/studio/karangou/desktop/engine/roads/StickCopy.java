package studio.karangou.desktop.engine.roads;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.ParcelName;
import studio.karangou.desktop.engine.disk.AtomicFile;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.disk.DriveFailure;
import studio.karangou.desktop.engine.disk.DriveFiles;
import studio.karangou.desktop.feature.sync.DriveRoad.Progress;

/// Copies a file to a drive that may be pulled out at any moment. Under its own name there is the whole file or
/// what was there before; what a broken copy left under another name is compared with the source, and gone on
/// with.
public final class StickCopy {
    private static final int BLOCK = 256 * 1024;
    /// What the drive's own bookkeeping may need.
    private static final long SPARE = 64 * 1024;

    private static final long MEGABYTE = 1_000_000;

    private final Disk disk;

    public StickCopy(Disk disk) {
        this.disk = disk;
    }

    /// Copies; when this returns, the drive may be pulled out.
    ///
    /// @param target on the drive
    /// @throws FailureException with a [DriveFailure], [RoadFailure.DriveFull] or [RoadFailure.GivenUp]
    public void copy(Path source, Path target, Progress progress) {
        Path partial = target.resolveSibling(target.getFileName() + ParcelName.PARTIAL);
        Path folder = target.toAbsolutePath().resolveSibling("");
        try {
            checkRoom(folder, Files.size(source), partial);
            try (RandomAccessFile from = new RandomAccessFile(source.toFile(), "r");
                    RandomAccessFile to = new RandomAccessFile(partial.toFile(), "rw")) {
                write(from, to, progress);
                disk.force(to);
            }
            checkWritten(source, partial);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            AtomicFile.forceFolder(folder);
        } catch (IOException e) {
            DriveFailure why = DriveFiles.why(folder, e);
            throw new FailureException(
                    why instanceof DriveFailure.Full ? full(source.toFile().length()) : why, e);
        }
    }

    private static RoadFailure full(long size) {
        return new RoadFailure.DriveFull(1 + (size + SPARE) / MEGABYTE);
    }

    private void checkRoom(Path folder, long size, Path partial) throws IOException {
        long there = Files.exists(partial) ? Files.size(partial) : 0;
        if (disk.room(folder) < size - Math.min(there, size) + SPARE) {
            throw full(size).asException();
        }
    }

    private void write(RandomAccessFile from, RandomAccessFile to, Progress progress) throws IOException {
        long size = from.length();
        long done = alike(from, to);
        from.seek(done);
        to.setLength(done);
        to.seek(done);
        progress.moved(done, size);
        byte[] block = new byte[BLOCK];
        while (done < size) {
            if (Thread.currentThread().isInterrupted()) {
                throw new RoadFailure.GivenUp().asException();
            }
            int length = (int) Math.min(BLOCK, size - done);
            from.readFully(block, 0, length);
            disk.write(to, block, length);
            done += length;
            progress.moved(done, size);
        }
    }

    /// How many bytes of what an earlier copy left are those of the source: whole blocks only.
    private static long alike(RandomAccessFile from, RandomAccessFile to) throws IOException {
        byte[] ours = new byte[BLOCK];
        byte[] theirs = new byte[BLOCK];
        long done = 0;
        while (done + BLOCK <= Math.min(from.length(), to.length())) {
            from.readFully(ours);
            to.readFully(theirs);
            if (!Arrays.equals(ours, theirs)) {
                break;
            }
            done += BLOCK;
        }
        return done;
    }

    /// Some drives say yes to everything.
    private static void checkWritten(Path source, Path partial) throws IOException {
        if (Files.mismatch(source, partial) >= 0) {
            Files.deleteIfExists(partial);
            throw new DriveFailure.Failed().asException();
        }
    }
}
