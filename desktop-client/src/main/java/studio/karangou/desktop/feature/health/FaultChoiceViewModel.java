package studio.karangou.desktop.feature.health;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.karangou.common.model.Failure;
import studio.karangou.common.protocol.FaultReport;
import studio.karangou.desktop.ui.Tasks;

/// Whether this device tells of its faults, and what it would say.
public final class FaultChoiceViewModel {
    private final FaultReports reports;
    private final Consumer<Boolean> chosen;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<Optional<State>> state = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Failure>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper previewing = new ReadOnlyBooleanWrapper();

    /// What was chosen, and the last fault there was.
    public record State(FaultReports.Choice choice, Optional<FaultReport> last) {}

    /// @param chosen is told of a new choice once it holds
    public FaultChoiceViewModel(FaultReports reports, Consumer<Boolean> chosen, Tasks tasks) {
        this.reports = reports;
        this.chosen = chosen;
        this.tasks = tasks;
        refresh();
    }

    /// Empty until it was read.
    public ReadOnlyObjectProperty<Optional<State>> state() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Failure>> failure() {
        return failure.getReadOnlyProperty();
    }

    /// Whether the last report is shown.
    public ReadOnlyBooleanProperty previewing() {
        return previewing.getReadOnlyProperty();
    }

    /// Reads it anew.
    public void refresh() {
        tasks.run(this::read, read -> state.set(Optional.of(read)), why -> failure.set(Optional.of(why)));
    }

    /// Records the host's choice.
    public void choose(boolean on) {
        failure.set(Optional.empty());
        tasks.run(
                () -> {
                    reports.choose(on);
                    return read();
                },
                read -> {
                    state.set(Optional.of(read));
                    chosen.accept(on);
                },
                why -> failure.set(Optional.of(why)));
    }

    /// Shows the last report, or hides it.
    public void preview(boolean open) {
        previewing.set(open);
    }

    private State read() {
        return new State(reports.choice(), reports.last());
    }
}
