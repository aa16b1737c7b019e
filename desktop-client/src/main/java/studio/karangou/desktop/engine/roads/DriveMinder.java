package studio.karangou.desktop.engine.roads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Parcel.Direction;
import studio.karangou.common.protocol.ParcelFolder;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;
import studio.karangou.desktop.feature.sync.DriveRoad;
import studio.karangou.desktop.feature.sync.DriveRoad.Carried;
import studio.karangou.desktop.feature.sync.DriveRoad.Exported;
import studio.karangou.desktop.feature.sync.DriveRoad.Progress;
import studio.karangou.desktop.feature.sync.DriveRoad.Taken;

/// Looks after drives that have our folder, by itself: takes what is for this device; carries for others while the
/// server is in reach; and a kiosk, which has no page to export from, leaves what waits.
final class DriveMinder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DriveMinder.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Supplier<List<Path>> drives;
    private final DriveRoad road;
    private final Supplier<Optional<EnrolledDevice>> device;
    private final LongSupplier recorded;
    private final BooleanSupplier serverAnswers;
    /// What was done while a drive was there, so that it is not done each time: files by name, size and time.
    private final Set<String> seen = new HashSet<>();
    private @Nullable Thread thread;

    /// @param drives the roots of those that are there
    /// @param device that this is, empty before it is enrolled
    /// @param recorded the last sequence of its journal
    DriveMinder(
            Supplier<List<Path>> drives,
            DriveRoad road,
            Supplier<Optional<EnrolledDevice>> device,
            LongSupplier recorded,
            BooleanSupplier serverAnswers) {
        this.drives = drives;
        this.road = road;
        this.device = device;
        this.recorded = recorded;
        this.serverAnswers = serverAnswers;
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

    /// Looks once at all drives.
    void look() {
        List<Path> roots = drives.get().stream()
                .filter(root -> Files.isDirectory(ParcelFolder.on(root)))
                .toList();
        if (roots.isEmpty()) {
            seen.clear();
        }
        for (Path root : roots) {
            try {
                device.get().ifPresent(own -> serve(root, own));
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

    private void serve(Path root, EnrolledDevice own) {
        if (isFresh(root, Direction.DOWN, own, true)) {
            Taken taken = road.take(root, Progress.NONE);
            LOG.info("a drive brought {} acknowledgements and {} changes", taken.acknowledged(), taken.changes());
        }
        if (serverAnswers.getAsBoolean()) {
            if (isFresh(root, Direction.UP, own, false)) {
                Carried carried = road.carry(root, Progress.NONE);
                LOG.info("parcels of {} devices were carried, {} left", carried.answered(), carried.left());
            }
        } else if (own.profile() == DeviceProfile.BORNE && isNew(root + " export " + recorded.getAsLong())) {
            Exported exported = road.export(root, Progress.NONE);
            LOG.info("{} operations are on a drive", exported.operations());
        }
    }

    /// Whether there is a file that was not looked at since the drive came.
    private boolean isFresh(Path root, Direction direction, EnrolledDevice me, boolean own) {
        boolean fresh = false;
        try {
            for (ParcelFolder.Found found : ParcelFolder.found(root, direction)) {
                if (found.name().device().equals(me.id()) == own) {
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
