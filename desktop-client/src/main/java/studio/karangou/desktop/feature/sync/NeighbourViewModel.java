package studio.karangou.desktop.feature.sync;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Subscription;
import studio.karangou.desktop.feature.sync.Neighbourhood.State;
import studio.karangou.desktop.ui.Refresh;
import studio.karangou.desktop.ui.Tasks;

/// The road through a neighbour: whether this device relays, or which one it uses.
public final class NeighbourViewModel implements AutoCloseable {
    private final Neighbourhood source;
    private final InstantSource clock;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<Optional<State>> state = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Failure>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final StringProperty address = new SimpleStringProperty("");
    private final Refresh<State> refresh;
    private final Subscription subscription;

    public NeighbourViewModel(Neighbourhood source, InstantSource clock, Tasks tasks) {
        this.source = source;
        this.clock = clock;
        this.tasks = tasks;
        refresh = new Refresh<>(tasks, source::state, this::show, this::fail);
        subscription = source.onChange(refresh::request);
        refresh.request();
    }

    /// Empty until it was read.
    public ReadOnlyObjectProperty<Optional<State>> state() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Failure>> failure() {
        return failure.getReadOnlyProperty();
    }

    /// As typed.
    public StringProperty address() {
        return address;
    }

    public Instant now() {
        return clock.instant();
    }

    /// Relays for the venue from now on, or no more.
    public void relay(boolean on) {
        failure.set(Optional.empty());
        tasks.run(() -> source.relay(on), refresh::request, this::fail);
    }

    /// Uses the address as it is typed.
    public void use() {
        String typed = address.get();
        failure.set(Optional.empty());
        tasks.run(() -> source.use(typed), refresh::request, this::fail);
    }

    private void show(State now) {
        boolean first = state.get().isEmpty();
        state.set(Optional.of(now));
        if (first) {
            address.set(now.typed());
        }
    }

    private void fail(Failure why) {
        failure.set(Optional.of(why));
    }

    @Override
    public void close() {
        subscription.close();
    }
}
