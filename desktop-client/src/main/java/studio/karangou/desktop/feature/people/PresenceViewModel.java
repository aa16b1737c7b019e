package studio.karangou.desktop.feature.people;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Subscription;
import studio.karangou.desktop.ui.Refresh;
import studio.karangou.desktop.ui.Tasks;

/// Who is in front of the device, for the shells.
public final class PresenceViewModel implements AutoCloseable {
    private final Presence presence;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<Optional<SignedIn>> who = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Failure>> ended = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Subscription following;

    private record Read(Optional<SignedIn> who, Optional<Failure> ended) {}

    public PresenceViewModel(Presence presence, Tasks tasks) {
        this.presence = presence;
        this.tasks = tasks;
        Refresh<Read> refresh = new Refresh<>(
                tasks, () -> new Read(presence.current(), presence.endedBecause()), this::show, unlikely -> {});
        following = presence.onChange(refresh::request);
        refresh.request();
    }

    public ReadOnlyObjectProperty<Optional<SignedIn>> who() {
        return who.getReadOnlyProperty();
    }

    /// Why the last session ended without the person ending it.
    public ReadOnlyObjectProperty<Optional<Failure>> ended() {
        return ended.getReadOnlyProperty();
    }

    /// Ends the session.
    ///
    /// @param forget whether the device forgets the person too
    public void signOut(boolean forget) {
        tasks.run(() -> presence.signOut(forget), () -> {}, failure -> {});
    }

    private void show(Read read) {
        ended.set(read.ended()); // first, so that whoever hears of the end finds why
        if (!who.get().equals(read.who())) {
            who.set(read.who());
        }
    }

    @Override
    public void close() {
        following.close();
    }
}
