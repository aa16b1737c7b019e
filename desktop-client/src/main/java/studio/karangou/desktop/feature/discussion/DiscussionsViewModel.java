package studio.karangou.desktop.feature.discussion;

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

/// Every discussion, the liveliest first.
public final class DiscussionsViewModel implements AutoCloseable {
    private final ReadOnlyObjectWrapper<List<Discussion>> discussions = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
    private final Refresh<List<Discussion>> refresh;
    private final ReadOnlyObjectWrapper<Optional<Failure>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Subscription subscription;

    public DiscussionsViewModel(Messages messages, Tasks tasks) {
        refresh = new Refresh<>(
                tasks, () -> List.copyOf(messages.discussions()), this::show, why -> failure.set(Optional.of(why)));
        subscription = messages.onChange(refresh::request);
        refresh.request();
    }

    private void show(List<Discussion> read) {
        failure.set(Optional.empty());
        discussions.set(read);
        loaded.set(true);
    }

    /// Whether they were read; before that there is nothing to say of them.
    public ReadOnlyBooleanProperty loaded() {
        return loaded.getReadOnlyProperty();
    }

    /// Reads again, after a failure.
    public void retry() {
        failure.set(Optional.empty());
        refresh.request();
    }

    public ReadOnlyObjectProperty<List<Discussion>> discussions() {
        return discussions.getReadOnlyProperty();
    }

    /// Why discussions could not be read the last time.
    public ReadOnlyObjectProperty<Optional<Failure>> failure() {
        return failure.getReadOnlyProperty();
    }

    @Override
    public void close() {
        subscription.close();
    }
}
