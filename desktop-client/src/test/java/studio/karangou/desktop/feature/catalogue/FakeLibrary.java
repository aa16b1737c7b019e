package studio.karangou.desktop.feature.catalogue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Listeners;
import studio.karangou.common.model.Subscription;

/// Films in memory, with downloads that go only as far as a test moves them.
public final class FakeLibrary implements Library, Downloads {
    private static final long TOTAL = 600_000_000;

    private final Listeners listeners = new Listeners();
    private final List<LibraryFilm> films = new ArrayList<>();
    private Optional<Failure> broken = Optional.empty();

    public FakeLibrary add(Film film, DownloadState state, Path poster) {
        films.add(new LibraryFilm(film, state, poster));
        listeners.changed();
        return this;
    }

    /// The catalogue says something else of a film from now on.
    public void change(Film now) {
        films.replaceAll(film ->
                film.film().id().equals(now.id()) ? new LibraryFilm(now, film.download(), film.poster()) : film);
        listeners.changed();
    }

    /// From now on every reading fails, until the failure is empty.
    public void breakWith(Optional<Failure> failure) {
        broken = failure;
    }

    public void move(FilmId id, DownloadState state) {
        films.replaceAll(
                film -> film.film().id().equals(id) ? new LibraryFilm(film.film(), state, film.poster()) : film);
        listeners.changed();
    }

    public DownloadState stateOf(FilmId id) {
        return film(id).orElseThrow().download();
    }

    @Override
    public List<LibraryFilm> films() {
        throwIfBroken();
        return List.copyOf(films);
    }

    @Override
    public Optional<LibraryFilm> film(FilmId id) {
        throwIfBroken();
        return films.stream().filter(film -> film.film().id().equals(id)).findFirst();
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return listeners.add(listener);
    }

    @Override
    public void start(FilmId film) {
        throwIfBroken();
        move(film, new DownloadState.Running(0, TOTAL, 1_200_000, null));
    }

    @Override
    public void pause(FilmId film) {
        move(film, new DownloadState.Paused(TOTAL / 4, TOTAL));
    }

    @Override
    public void resume(FilmId film) {
        move(film, new DownloadState.Running(TOTAL / 4, TOTAL, 1_200_000, java.time.Duration.ofMinutes(6)));
    }

    @Override
    public void cancel(FilmId film) {
        move(film, new DownloadState.NotStarted());
    }

    @Override
    public void remove(FilmId film) {
        move(film, new DownloadState.NotStarted());
    }

    private void throwIfBroken() {
        broken.ifPresent(failure -> {
            throw new FailureException(failure);
        });
    }
}
