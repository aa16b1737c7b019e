package studio.karangou.desktop.ui;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Subscription;

/// One thing at a time that a page asks for, whether it is under way, and why it was not done.
public final class Asking implements AutoCloseable {
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<Optional<Failure>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private Subscription underWay = () -> {};

    public Asking(Tasks tasks) {
        this.tasks = tasks;
    }

    /// Why the last thing asked for was not done.
    public ReadOnlyObjectProperty<Optional<Failure>> failure() {
        return failure.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /// What was said of the last thing is said no more.
    public void forget() {
        failure.set(Optional.empty());
    }

    /// Reads anew what a page shows; what is under way is given up.
    ///
    /// @param failed shows why in the page's place
    public <T> void read(Supplier<T> work, Consumer<? super T> done, Consumer<Failure> failed) {
        underWay.close();
        start(work, done, failed);
    }

    /// Does something, unless something is under way.
    public <T> void ask(Supplier<T> work, Consumer<? super T> done) {
        if (!busy.get()) {
            forget();
            start(work, done, why -> failure.set(Optional.of(why)));
        }
    }

    private <T> void start(Supplier<T> work, Consumer<? super T> done, Consumer<Failure> failed) {
        busy.set(true);
        underWay = tasks.start(
                work,
                result -> {
                    busy.set(false);
                    done.accept(result);
                },
                why -> {
                    busy.set(false);
                    failed.accept(why);
                });
    }

    @Override
    public void close() {
        underWay.close();
    }
}
