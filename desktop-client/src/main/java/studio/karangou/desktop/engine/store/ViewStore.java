package studio.karangou.desktop.engine.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.disk.AtomicFile;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.disk.DiskFullException;
import studio.karangou.desktop.feature.player.Views;

/// The views in progress, each in a small file that is replaced as a whole, beside the journal and not in the
/// database: they must survive a power cut and a broken database as the journal does. What an earlier run of the
/// program left becomes an operation of the journal; its id was fixed when the view began, so that dying between
/// recording it and clearing its file makes no second one.
public final class ViewStore implements Views {
    private static final Logger LOG = LoggerFactory.getLogger(ViewStore.class);
    private static final String ENDING = ".view";
    private static final int MOST_BYTES = 4096;

    private final Disk disk;
    private final Path folder;
    private final JournalStore journal;
    private final List<Path> left;

    /// @param folder where nothing else is
    /// @throws IOException if it cannot be made or read
    public ViewStore(Disk disk, Path folder, JournalStore journal) throws IOException {
        this.disk = disk;
        this.folder = folder;
        this.journal = journal;
        Files.createDirectories(folder);
        left = left(folder);
    }

    /// What is in a file.
    record Kept(
            int version,
            OperationId id,
            DeviceId device,
            long after,
            FilmId film,
            Duration watched,
            boolean toTheEnd,
            int audience) {
        static final int VERSION = 1;

        /// Whatever comes from a file is checked, so that a damaged one is unreadable and nothing else.
        Kept {
            Objects.requireNonNull(id);
            Objects.requireNonNull(device);
            Objects.requireNonNull(film);
            Objects.requireNonNull(watched);
            if (after < 0) {
                throw new IllegalArgumentException("sequences start at 1");
            }
            checked(film, watched, toTheEnd, audience);
        }

        static Kept of(Reserved reserved, FilmViewed view) {
            return new Kept(
                    VERSION,
                    reserved.id(),
                    reserved.device(),
                    reserved.after(),
                    view.film(),
                    view.watched(),
                    view.toTheEnd(),
                    view.audience());
        }

        Reserved reserved() {
            return new Reserved(id, device, after);
        }

        FilmViewed view() {
            return checked(film, watched, toTheEnd, audience);
        }

        private static FilmViewed checked(FilmId film, Duration watched, boolean toTheEnd, int audience) {
            return new FilmViewed(film, watched, toTheEnd, audience);
        }
    }

    private static List<Path> left(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + ENDING)) {
            found.forEach(files::add);
        }
        // by name, which begins with the time: the earliest view first
        files.sort(Comparator.naturalOrder());
        return files;
    }

    /// Records what an earlier run of the program left in progress; to be called when the journal is open. What cannot
    /// be recorded now (a full disk) stays for the next time; it keeps nobody from starting.
    public synchronized void recordLeft() {
        left.removeIf(this::recordLeft);
    }

    /// @return whether the file is done with
    private boolean recordLeft(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                return setAside(file, new IOException("larger than any view"));
            }
            Kept kept = Wire.fromCbor("view", Files.readAllBytes(file), Kept.class);
            boolean recorded = journal.record(kept.reserved(), kept.view());
            LOG.info("a view that was cut off is {}", recorded ? "recorded" : "recorded already");
            Files.delete(file);
            return true;
        } catch (FailureException e) {
            if (e.failure() instanceof StoreFailure) {
                LOG.warn("a view that was cut off cannot be recorded yet", e);
                return false;
            }
            return setAside(file, e);
        } catch (IOException e) {
            LOG.warn("the view {} cannot be read or cleared yet", file, e);
            return false;
        }
    }

    private static boolean setAside(Path file, Exception why) {
        try {
            LOG.error("a view that was cut off cannot be read; it is now {}", AtomicFile.setAside(file, "broken"), why);
            return true;
        } catch (IOException e) {
            LOG.error("the view {} can neither be read nor set aside", file, e);
            return false;
        }
    }

    @Override
    public OpenView begin(FilmId film) {
        return new Showing(journal.reserve());
    }

    private final class Showing implements OpenView {
        private final Reserved reserved;
        private final Path file;
        private boolean recorded;

        Showing(Reserved reserved) {
            this.reserved = reserved;
            file = folder.resolve(reserved.id() + ENDING);
        }

        @Override
        public synchronized void keep(FilmViewed soFar) {
            if (recorded) {
                return;
            }
            try {
                AtomicFile.write(disk, file, Wire.toCbor(Kept.of(reserved, soFar)));
            } catch (IOException e) {
                throw new FailureException(
                        DiskFullException.isOne(e) ? new StoreFailure.DiskFull() : new StoreFailure.NotWritten(), e);
            }
        }

        @Override
        public synchronized void record(FilmViewed view) {
            journal.record(reserved, view);
            recorded = true;
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("the view {} is recorded but its file cannot be cleared; the next start does it", file, e);
            }
        }
    }
}
