package studio.karangou.desktop.feature.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Subscription;
import studio.karangou.desktop.ui.Refresh;
import studio.karangou.desktop.ui.Tasks;

/// How the device stands with its server, for the status bar and the page of what waits.
public final class SyncViewModel implements AutoCloseable {
    private final SyncState source;
    private final InstantSource clock;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<SyncStatus> status;
    private final ReadOnlyObjectWrapper<List<PendingOperation>> pending = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Instant> now;
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Failure>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Refresh<Reading> refresh;
    private final Subscription subscription;

    private record Reading(SyncStatus status, List<PendingOperation> pending) {}

    public SyncViewModel(SyncState source, InstantSource clock, Tasks tasks) {
        this.source = source;
        this.clock = clock;
        this.tasks = tasks;
        status = new ReadOnlyObjectWrapper<>(
                new SyncStatus(new SyncStatus.Connection.Offline(null), 0, 0, 0, null, 0, 0));
        now = new ReadOnlyObjectWrapper<>(clock.instant());
        refresh =
                new Refresh<>(tasks, () -> new Reading(source.status(), source.pending()), this::show, this::keepLast);
        subscription = source.onChange(refresh::request);
        refresh.request();
    }

    public ReadOnlyObjectProperty<SyncStatus> status() {
        return status.getReadOnlyProperty();
    }

    /// What the server does not have yet or has set aside, the oldest first.
    public ReadOnlyObjectProperty<List<PendingOperation>> pending() {
        return pending.getReadOnlyProperty();
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
        Instant since = offline.since();
        Duration elapsed = since == null ? Duration.ZERO : Duration.between(since, now.get());
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
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
        status.set(reading.status());
        pending.set(List.copyOf(reading.pending()));
        failure.set(Optional.empty());
        loaded.set(true);
    }
}
