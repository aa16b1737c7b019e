package studio.karangou.desktop.feature.catalogue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Subscription;
import studio.karangou.desktop.ui.Refresh;
import studio.karangou.desktop.ui.Tasks;

/// Favourites and ratings of whoever is here, and what is told of films. What is pressed is shown once it is
/// on disk.
public final class MarksViewModel implements AutoCloseable {
    private final Marks marks;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<Marks.Known> known = new ReadOnlyObjectWrapper<>(Marks.Known.NOTHING);
    private final ReadOnlyObjectWrapper<Optional<Failure>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Refresh<Marks.Known> refresh;
    private final Subscription changes;

    public MarksViewModel(Marks marks, Tasks tasks) {
        this.marks = marks;
        this.tasks = tasks;
        refresh = new Refresh<>(tasks, marks::known, known::set, this::fail);
        changes = marks.onChange(refresh::request);
        refresh.request();
    }

    public ReadOnlyObjectProperty<Marks.Known> known() {
        return known.getReadOnlyProperty();
    }

    /// Why the last thing asked for did not happen.
    public ReadOnlyObjectProperty<Optional<Failure>> failure() {
        return failure.getReadOnlyProperty();
    }

    /// Makes a film a favourite, or takes it back.
    public void favourite(FilmId film, boolean on) {
        ask(() -> marks.favourite(film, on));
    }

    /// Gives a film stars, from 1 to 5.
    public void rate(FilmId film, int stars) {
        ask(() -> marks.rate(film, stars));
    }

    /// Somebody else is here now.
    public void changePerson() {
        failure.set(Optional.empty());
        known.set(new Marks.Known(false, Set.of(), Map.of(), known.get().figures()));
        refresh.request();
    }

    @Override
    public void close() {
        changes.close();
    }

    private void ask(Runnable request) {
        failure.set(Optional.empty());
        tasks.run(request, refresh::request, this::fail);
    }

    private void fail(Failure why) {
        failure.set(Optional.of(why));
    }
}
