package studio.karangou.desktop.feature.catalogue;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Subscription;
import studio.karangou.desktop.ui.Refresh;
import studio.karangou.desktop.ui.Tasks;

/// One film, and getting it onto this device.
public final class FilmViewModel implements AutoCloseable {
    private final FilmId id;
    private final Downloads downloads;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<FilmState> film = new ReadOnlyObjectWrapper<>(new FilmState.Loading());
    private final ReadOnlyObjectWrapper<Optional<Failure>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Refresh<Optional<LibraryFilm>> refresh;
    private final Subscription library;

    public FilmViewModel(FilmId id, Library library, Downloads downloads, Tasks tasks) {
        this.id = id;
        this.downloads = downloads;
        this.tasks = tasks;
        refresh = new Refresh<>(tasks, () -> library.film(id), this::show, this::failedToRead);
        this.library = library.onChange(refresh::request);
        refresh.request();
    }

    public FilmId id() {
        return id;
    }

    public ReadOnlyObjectProperty<FilmState> film() {
        return film.getReadOnlyProperty();
    }

    /// Reads again, after a failure.
    public void retry() {
        film.set(new FilmState.Loading());
        refresh.request();
    }

    /// Why the last thing asked for did not happen.
    public ReadOnlyObjectProperty<Optional<Failure>> failure() {
        return failure.getReadOnlyProperty();
    }

    public void download() {
        ask(() -> downloads.start(id));
    }

    public void pause() {
        ask(() -> downloads.pause(id));
    }

    public void resume() {
        ask(() -> downloads.resume(id));
    }

    public void cancel() {
        ask(() -> downloads.cancel(id));
    }

    public void remove() {
        ask(() -> downloads.remove(id));
    }

    @Override
    public void close() {
        library.close();
    }

    private void ask(Runnable request) {
        failure.set(Optional.empty());
        tasks.run(request, refresh::request, this::fail);
    }

    private void show(Optional<LibraryFilm> read) {
        film.set(read.<FilmState>map(FilmState.Here::new).orElseGet(FilmState.Gone::new));
    }

    /// What was read before is still shown, and read again with the next change.
    private void failedToRead(Failure why) {
        if (!(film.get() instanceof FilmState.Here)) {
            film.set(new FilmState.Broken(why));
        }
    }

    private void fail(Failure why) {
        failure.set(Optional.of(why));
    }
}
