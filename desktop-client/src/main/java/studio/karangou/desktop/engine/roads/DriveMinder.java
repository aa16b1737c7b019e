package studio.karangou.desktop.engine.roads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Parcel.Direction;
import studio.karangou.common.protocol.ParcelFolder;
import studio.karangou.desktop.engine.http.Reach;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.engine.store.JournalStore;
import studio.karangou.desktop.engine.sync.SyncEngine;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;
import studio.karangou.desktop.feature.sync.DriveRoad;
import studio.karangou.desktop.feature.sync.DriveRoad.Carried;
import studio.karangou.desktop.feature.sync.DriveRoad.Exported;
import studio.karangou.desktop.feature.sync.DriveRoad.Progress;
import studio.karangou.desktop.feature.sync.DriveRoad.Taken;

/// Looks after drives that have our folder, by itself: takes what is for this device; carries for others while the
/// server is in reach; and a kiosk, which has no page to export from, leaves what waits.
final class DriveWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DriveWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Supplier<List<Path>> drives;
    private final DriveRoad road;
    private final Self self;
    private final JournalStore journal;
    private final SyncEngine sync;
    /// What was done while a drive was there, so that it is not done each time: files by name, size and time.
    private final Set<String> seen = new HashSet<>();
    private @Nullable Thread thread;

    DriveWatch(Supplier<List<Path>> drives, DriveRoad road, Self self, JournalStore journal, SyncEngine sync) {
        this.drives = drives;
        this.road = road;
        this.self = self;
        this.journal = journal;
        this.sync = sync;
    }

    void start() {
        thread = Thread.ofVirtual().name("drives").start(this::run);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            LOG.debug("drives are not watched any more", e);
        }
    }

    private void look() {
        List<Path> roots = drives.get().stream()
                .filter(root -> Files.isDirectory(ParcelFolder.on(root)))
                .toList();
        if (roots.isEmpty()) {
            seen.clear();
        }
        for (Path root : roots) {
            try {
                self.enrolled().get().ifPresent(device -> serve(root, device));
            } catch (FailureException e) {
                if (e.failure() instanceof ServerFailure) {
                    seen.clear(); // the server went out of reach: again when it is back
                }
                LOG.info("a drive is left alone: {}", e.failure().code(), e);
            } catch (RuntimeException e) {
                LOG.error("a drive is left alone, in a way nobody thought of", e);
            }
        }
    }

    private void serve(Path root, EnrolledDevice device) {
        if (isFresh(root, Direction.DOWN, device, true)) {
            Taken taken = road.take(root, Progress.NONE);
            LOG.info("a drive brought {} acknowledgements and {} changes", taken.acknowledged(), taken.changes());
        }
        if (sync.reach() == Reach.THERE) {
            if (isFresh(root, Direction.UP, device, false)) {
                Carried carried = road.carry(root, Progress.NONE);
                LOG.info("parcels of {} devices were carried, {} left", carried.answered(), carried.left());
            }
        } else if (device.profile() == DeviceProfile.BORNE && isNew(root + " export " + journal.last())) {
            Exported exported = road.export(root, Progress.NONE);
            LOG.info("{} operations are on a drive", exported.operations());
        }
    }

    /// Whether there is a file that was not looked at since the drive came.
    private boolean isFresh(Path root, Direction direction, EnrolledDevice device, boolean own) {
        boolean fresh = false;
        try {
            for (ParcelFolder.Found found : ParcelFolder.found(root, direction)) {
                if (found.name().device().equals(device.id()) == own) {
                    fresh |= isNew(found.file() + " " + Files.size(found.file()) + " "
                            + found.file().toFile().lastModified());
                }
            }
        } catch (IOException e) {
            LOG.debug("a drive went away", e);
        }
        return fresh;
    }

    private boolean isNew(String what) {
        return seen.add(what);
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
