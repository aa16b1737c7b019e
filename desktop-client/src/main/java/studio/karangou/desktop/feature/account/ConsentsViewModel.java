package studio.karangou.desktop.feature.account;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.karangou.common.model.Failure;
import studio.karangou.common.protocol.ConsentApi.Consent;
import studio.karangou.common.protocol.ConsentApi.ConsentPurpose;
import studio.karangou.desktop.ui.Asking;
import studio.karangou.desktop.ui.Tasks;

/// What the person agreed to, and changing it. Nothing is shown as decided before the server has it: a consent counts
/// once it is recorded.
public final class ConsentsViewModel implements AutoCloseable {
    /// Of the questions as they are worded now.
    private static final int VERSION = 1;

    private final OwnConsents own;
    private final BiConsumer<ConsentPurpose, Boolean> recorded;
    private final Asking asking;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Loading());

    /// The decisions, as far as they are known.
    public sealed interface State {
        record Loading() implements State {}

        record Unknown(Failure why) implements State {}

        /// @param decided what was never asked is not there
        record Known(Map<ConsentPurpose, Consent> decided) implements State {
            public Known {
                decided = Map.copyOf(decided);
            }
        }
    }

    /// @param recorded is told, in the background, of a decision that the server has
    public ConsentsViewModel(OwnConsents own, BiConsumer<ConsentPurpose, Boolean> recorded, Tasks tasks) {
        this.own = own;
        this.recorded = recorded;
        asking = new Asking(tasks);
        refresh();
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
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
        asking.read(own::consents, this::show, why -> state.set(new State.Unknown(why)));
    }

    /// Gives a consent, or takes it back.
    public void decide(ConsentPurpose purpose, boolean given) {
        asking.ask(
                () -> {
                    own.decide(purpose, VERSION, given);
                    recorded.accept(purpose, given);
                    return own.consents();
                },
                this::show);
    }

    private void show(List<Consent> consents) {
        Map<ConsentPurpose, Consent> decided = new EnumMap<>(ConsentPurpose.class);
        consents.forEach(consent -> decided.put(consent.purpose(), consent));
        state.set(new State.Known(decided));
    }

    @Override
    public void close() {
        asking.close();
    }
}
