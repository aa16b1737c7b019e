package studio.karangou.desktop.feature.catalogue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Listeners;
import studio.karangou.common.model.Subscription;

/// Favourites and ratings in memory.
public final class FakeMarks implements Marks {
    private final Listeners listeners = new Listeners();
    private final Set<FilmId> favourites = new HashSet<>();
    private final Map<FilmId, Integer> stars = new HashMap<>();
    private final Map<FilmId, Figures> figures = new HashMap<>();
    private boolean allowed = true;
    private Optional<Failure> broken = Optional.empty();
    private Optional<Failure> unreadable = Optional.empty();

    /// Whether anybody is here who may have favourites.
    public FakeMarks allow(boolean now) {
        allowed = now;
        listeners.changed();
        return this;
    }

    public FakeMarks tell(FilmId film, Figures told) {
        figures.put(film, told);
        listeners.changed();
        return this;
    }

    /// From now on nothing can be recorded, until the failure is empty.
    public void breakWith(Optional<Failure> failure) {
        broken = failure;
    }

    /// From now on nothing can be read, until the failure is empty.
    public void unreadable(Optional<Failure> failure) {
        unreadable = failure;
        listeners.changed();
    }

    @Override
    public Known known() {
        unreadable.ifPresent(failure -> {
            throw new FailureException(failure);
        });
        return new Known(allowed, allowed ? favourites : Set.of(), allowed ? stars : Map.of(), figures);
    }

    @Override
    public void favourite(FilmId film, boolean on) {
        check();
        if (on) {
            favourites.add(film);
        } else {
            favourites.remove(film);
        }
        listeners.changed();
    }

    @Override
    public void rate(FilmId film, int given) {
        check();
        stars.put(film, given);
        listeners.changed();
    }

    private void check() {
        if (!allowed) {
            throw new MarkFailure.NobodyHere().asException();
        }
        broken.ifPresent(failure -> {
            throw new FailureException(failure);
        });
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return listeners.add(listener);
    }
}
