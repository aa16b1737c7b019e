package studio.karangou.desktop.feature.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Subscription;
import studio.karangou.desktop.feature.sync.DriveRoad.Carried;
import studio.karangou.desktop.feature.sync.DriveRoad.Exported;
import studio.karangou.desktop.feature.sync.DriveRoad.Taken;
import studio.karangou.desktop.ui.DriveChoice;
import studio.karangou.desktop.ui.Drives.Drive;
import studio.karangou.desktop.ui.Tasks;

/// Taking what waits to the server on a USB drive, and bringing its answers.
public final class DriveRoadViewModel {
    private final DriveRoad road;
    private final DriveChoice drives;
    private final BooleanSupplier online;
    private final InstantSource clock;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<Optional<Running>> running = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Told>> told = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Failure>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private volatile Moved moved = new Moved(0, 0);
    private Instant began;
    private Subscription work = () -> {};

    /// What is under way.
    public enum Doing {
        EXPORTING,
        IMPORTING,
        CARRYING
    }

    /// How far it is.
    ///
    /// @param share from 0 to 1, negative while nobody knows
    /// @param left how long it will take, null while nobody knows
    public record Running(
            Doing doing, double share, @Nullable Duration left) {}

    /// What came of it.
    public sealed interface Told {
        /// It is on the drive, which may be pulled out.
        record OnDrive(Exported exported) implements Told {}

        /// The server's answers are here.
        record FromDrive(Taken taken) implements Told {}

        /// What others left is at the server.
        record ForOthers(Carried carried) implements Told {}

        /// Somebody gave it up.
        record GivenUp() implements Told {}
    }

    private record Moved(long done, long total) {}

    /// @param online whether the server answers now
    public DriveRoadViewModel(
            DriveRoad road, DriveChoice drives, BooleanSupplier online, InstantSource clock, Tasks tasks) {
        this.road = road;
        this.drives = drives;
        this.online = online;
        this.clock = clock;
        this.tasks = tasks;
        began = clock.instant();
    }

    public DriveChoice drives() {
        return drives;
    }

    public ReadOnlyObjectProperty<Optional<Running>> running() {
        return running.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Told>> told() {
        return told.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Failure>> failure() {
        return failure.getReadOnlyProperty();
    }

    /// Whether there is a network to carry over what others left.
    public boolean mayCarry() {
        return online.getAsBoolean();
    }

    /// A moment went by: looks which drives are there, and how far the work is.
    public void tick() {
        drives.look();
        running.get().ifPresent(now -> running.set(Optional.of(measured(now.doing))));
    }

    public void export() {
        begin(Doing.EXPORTING, drive -> new Told.OnDrive(road.export(drive.root(), this::moved)));
    }

    public void take() {
        begin(Doing.IMPORTING, drive -> new Told.FromDrive(road.take(drive.root(), this::moved)));
    }

    public void carry() {
        begin(Doing.CARRYING, drive -> new Told.ForOthers(road.carry(drive.root(), this::moved)));
    }

    /// Gives up what is under way; the next try goes on there.
    public void cancel() {
        if (running.get().isPresent()) {
            work.close();
            end();
            told.set(Optional.of(new Told.GivenUp()));
        }
    }

    /// What is done with a drive.
    @FunctionalInterface
    private interface Work {
        Told on(Drive drive);
    }

    private void begin(Doing doing, Work what) {
        Optional<Drive> drive = drives.chosen().get();
        if (running.get().isPresent() || drive.isEmpty()) {
            return;
        }
        failure.set(Optional.empty());
        told.set(Optional.empty());
        moved = new Moved(0, 0);
        began = clock.instant();
        running.set(Optional.of(measured(doing)));
        Supplier<Told> task = () -> what.on(drive.get());
        work = tasks.start(
                task,
                result -> {
                    end();
                    told.set(Optional.of(result));
                },
                why -> {
                    end();
                    failure.set(Optional.of(why));
                });
    }

    private void end() {
        running.set(Optional.empty());
    }

    /// On the thread that works.
    private void moved(long done, long total) {
        moved = new Moved(done, total);
    }

    private Running measured(Doing doing) {
        Moved now = moved;
        if (now.total <= 0) {
            return new Running(doing, -1, null);
        }
        double share = Math.clamp((double) now.done / now.total, 0, 1);
        long spent = Duration.between(began, clock.instant()).toMillis();
        boolean known = share > 0.02 && spent > 0;
        return new Running(doing, share, known ? Duration.ofMillis((long) (spent * (1 - share) / share)) : null);
    }
}
