package studio.karangou.desktop.feature.faults;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.karangou.common.model.Failure;
import studio.karangou.common.protocol.FaultApi.FaultShown;
import studio.karangou.common.protocol.FaultApi.FaultState;
import studio.karangou.desktop.ui.Asking;
import studio.karangou.desktop.ui.Tasks;

/// The faults of all clients, and the one that is looked at.
public final class FaultsViewModel implements AutoCloseable {
    private final FaultDesk desk;
    private final Asking asking;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Loading());
    private final ReadOnlyObjectWrapper<Optional<FaultShown>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());

    /// The list, as far as it is known.
    public sealed interface State {
        record Loading() implements State {}

        record Unknown(Failure why) implements State {}

        record Known(List<FaultShown> faults) implements State {}
    }

    public FaultsViewModel(FaultDesk desk, Tasks tasks) {
        this.desk = desk;
        asking = new Asking(tasks);
        refresh();
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /// Empty while there is none.
    public ReadOnlyObjectProperty<Optional<FaultShown>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    /// Why the last decision was not recorded.
    public ReadOnlyObjectProperty<Optional<Failure>> failure() {
        return asking.failure();
    }

    public ReadOnlyBooleanProperty busy() {
        return asking.busy();
    }

    /// Asks the server anew.
    public void refresh() {
        asking.read(desk::faults, this::show, why -> state.set(new State.Unknown(why)));
    }

    /// Looks at one.
    public void choose(FaultShown fault) {
        asking.forget();
        chosen.set(Optional.of(fault));
    }

    /// Marks the one that is looked at as settled, or opens it again.
    public void decide(FaultState decision) {
        chosen.get()
                .ifPresent(fault ->
                        asking.ask(() -> new Decided(desk.decide(fault, decision), desk.faults()), decided -> {
                            chosen.set(Optional.of(decided.fault()));
                            show(decided.all());
                        }));
    }

    private record Decided(FaultShown fault, List<FaultShown> all) {}

    private void show(List<FaultShown> faults) {
        String looked = chosen.get().map(FaultShown::id).orElse("");
        Optional<FaultShown> again =
                faults.stream().filter(fault -> fault.id().equals(looked)).findFirst();
        state.set(new State.Known(faults));
        chosen.set(again.or(() -> faults.stream().findFirst()));
    }

    @Override
    public void close() {
        asking.close();
    }
}
