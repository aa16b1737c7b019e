package studio.karangou.desktop.feature.sync;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Listeners;
import studio.karangou.common.model.Subscription;

/// Neighbours in memory.
public final class FakeNeighbourhood implements Neighbourhood {
    private final Listeners listeners = new Listeners();
    private State state = new State(true, false, 0, List.of("192.168.1.12:7420"), 0, "", null, null);
    private @Nullable Failure failure;

    /// Everything fails so from now on.
    public void failing(Failure why) {
        failure = why;
    }

    /// A neighbour was used.
    public void used(String neighbour, Instant at) {
        state = new State(
                state.mayRelay(),
                state.relays(),
                state.port(),
                state.addresses(),
                state.held(),
                state.typed(),
                neighbour,
                at);
        listeners.changed();
    }

    /// So many parcels of others wait here.
    public void holding(int held) {
        state = new State(
                state.mayRelay(),
                state.relays(),
                state.port(),
                state.addresses(),
                held,
                state.typed(),
                state.neighbour(),
                state.lastContact());
        listeners.changed();
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public void relay(boolean on) {
        fail();
        state = new State(
                state.mayRelay(),
                on,
                on ? 7420 : 0,
                state.addresses(),
                state.held(),
                state.typed(),
                state.neighbour(),
                state.lastContact());
        listeners.changed();
    }

    @Override
    public void use(String address) {
        fail();
        state = new State(
                state.mayRelay(),
                state.relays(),
                state.port(),
                state.addresses(),
                state.held(),
                address,
                state.neighbour(),
                state.lastContact());
        listeners.changed();
    }

    private void fail() {
        if (failure != null) {
            throw new FailureException(failure);
        }
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return listeners.add(listener);
    }
}
