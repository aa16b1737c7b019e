package studio.karangou.desktop.feature.catalogue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
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
    private final ReadOnlyObjectWrapper<Optional<Trouble>> trouble = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Refresh<Marks.Known> refresh;
    private final Subscription changes;

    public MarksViewModel(Marks marks, Tasks tasks) {
        this.marks = marks;
        this.tasks = tasks;
        refresh = new Refresh<>(tasks, marks::known, this::show, why -> fail(null, why));
        changes = marks.onChange(refresh::request);
        refresh.request();
    }

    /// What went wrong.
    ///
    /// @param film whose mark was not recorded; null where the marks of all could not be read
    public record Trouble(@Nullable FilmId film, Failure why) {
        /// Whether it is to be told beside a film.
        boolean concerns(@Nullable FilmId shown) {
            return film == null || film.equals(shown);
        }
    }

    public ReadOnlyObjectProperty<Marks.Known> known() {
        return known.getReadOnlyProperty();
    }

    /// Why the last thing asked for did not happen, or why what is shown may be old.
    public ReadOnlyObjectProperty<Optional<Trouble>> trouble() {
        return trouble.getReadOnlyProperty();
    }

    /// Makes a film a favourite, or takes it back.
    public void favourite(FilmId film, boolean on) {
        ask(film, () -> marks.favourite(film, on));
    }

    /// Gives a film stars, from 1 to 5.
    public void rate(FilmId film, int stars) {
        ask(film, () -> marks.rate(film, stars));
    }

    /// Somebody else is here now.
    public void changePerson() {
        trouble.set(Optional.empty());
        known.set(new Marks.Known(false, Set.of(), Map.of(), known.get().figures()));
        refresh.request();
    }

    @Override
    public void close() {
        changes.close();
    }

    private void ask(FilmId film, Runnable request) {
        trouble.set(Optional.empty());
        tasks.run(request, refresh::request, why -> fail(film, why));
    }

    private void show(Marks.Known read) {
        trouble.set(trouble.get().filter(before -> before.film() != null));
        known.set(read);
    }

    private void fail(@Nullable FilmId film, Failure why) {
        trouble.set(Optional.of(new Trouble(film, why)));
    }
}
