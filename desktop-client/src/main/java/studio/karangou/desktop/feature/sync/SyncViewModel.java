package studio.karangou.desktop.feature.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.desktop.ui.Refresh;
import studio.karangou.desktop.ui.Tasks;

/// How the device stands with its server, for the status bar and the page of what waits.
public final class SyncViewModel implements AutoCloseable {
    /// A month offline may leave thousands; the oldest say enough.
    static final int SHOWN = 200;

    private final SyncState source;
    private final InstantSource clock;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<SyncStatus> status;
    private final ReadOnlyObjectWrapper<List<PendingOperation>> pending = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Integer> more = new ReadOnlyObjectWrapper<>(0);
    private final ReadOnlyObjectWrapper<Instant> now;
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Failure>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Refresh<Reading> refresh;
    private final Subscription subscription;
    private List<Project> known = List.of();

    private record Reading(SyncStatus status, List<PendingOperation> pending, List<Project> projects) {
        /// Only a full page hides any; what is recorded between two readings is in the next.
        int more() {
            return pending.size() < SHOWN ? 0 : Math.max(0, status.pending() + status.setAside() - SHOWN);
        }
    }

    /// Where no project is known.
    public SyncViewModel(SyncState source, InstantSource clock, Tasks tasks) {
        this(source, List::of, clock, tasks);
    }

    /// @param projects that the device knows, for contributions that are to go to another one
    public SyncViewModel(SyncState source, Supplier<List<Project>> projects, InstantSource clock, Tasks tasks) {
        this.source = source;
        this.clock = clock;
        this.tasks = tasks;
        status = new ReadOnlyObjectWrapper<>(
                new SyncStatus(new SyncStatus.Connection.Offline(null), 0, 0, 0, null, 0, 0, Set.of(Remark.NOT_TRIED)));
        now = new ReadOnlyObjectWrapper<>(clock.instant());
        refresh = new Refresh<>(
                tasks,
                () -> new Reading(source.status(), source.pending(SHOWN), projects.get()),
                this::show,
                this::keepLast);
        subscription = source.onChange(refresh::request);
        refresh.request();
    }

    public ReadOnlyObjectProperty<SyncStatus> status() {
        return status.getReadOnlyProperty();
    }

    /// What the server does not have yet or has set aside: what is set aside first, of each the oldest first. No
    /// more than a page of them.
    public ReadOnlyObjectProperty<List<PendingOperation>> pending() {
        return pending.getReadOnlyProperty();
    }

    /// How many more there are than [#pending()] has.
    ReadOnlyObjectProperty<Integer> more() {
        return more.getReadOnlyProperty();
    }

    /// Whether it was read; before that nobody knows what waits.
    public ReadOnlyBooleanProperty loaded() {
        return loaded.getReadOnlyProperty();
    }

    /// Why it could not be read the last time.
    public ReadOnlyObjectProperty<Optional<Failure>> failure() {
        return failure.getReadOnlyProperty();
    }

    /// The time that "since" is counted to; moves on by [#tick].
    public ReadOnlyObjectProperty<Instant> now() {
        return now.getReadOnlyProperty();
    }

    /// Lets what is told in relation to now grow older.
    public void tick() {
        now.set(clock.instant());
    }

    /// How long the server has not answered; zero when that is not known.
    public Duration offlineFor(SyncStatus.Connection.Offline offline) {
        return StatusLine.offlineFor(offline, now.get());
    }

    /// Whether the server answered last time.
    public boolean isOnline() {
        return switch (status.get().connection()) {
            case SyncStatus.Connection.Online _, SyncStatus.Connection.Syncing _ -> true;
            case SyncStatus.Connection.Offline _, SyncStatus.Connection.Refused _, SyncStatus.Connection.Broken _ ->
                false;
        };
    }

    public void syncNow() {
        tasks.run(source::syncNow, refresh::request, this::keepLast);
    }

    /// What can be done about a refused operation.
    Remedy remedy(PendingOperation refused) {
        return Remedy.of(refused, known, now.get());
    }

    /// Records what a refused operation should have been, in its place.
    ///
    /// @param sorry told if it could not be recorded
    void mend(PendingOperation refused, OperationBody corrected, Consumer<Failure> sorry) {
        tasks.run(() -> source.mend(refused.operation().id(), corrected), refresh::request, sorry);
    }

    /// Shows a refused operation no longer.
    ///
    /// @param sorry told if that could not be kept
    void discard(PendingOperation refused, Consumer<Failure> sorry) {
        tasks.run(() -> source.discard(refused.operation().id()), refresh::request, sorry);
    }

    @Override
    public void close() {
        subscription.close();
    }

    /// What was read last stays on the screen; the log has the cause.
    private void keepLast(Failure why) {
        failure.set(Optional.of(why));
        tick();
    }

    private void show(Reading reading) {
        tick();
        known = List.copyOf(reading.projects());
        status.set(reading.status());
        more.set(reading.more());
        pending.set(List.copyOf(reading.pending()));
        failure.set(Optional.empty());
        loaded.set(true);
    }
}
