package studio.karangou.desktop.feature.player;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.ui.TaskFailure;

/// Places in memory.
public final class FakeResumePoints implements ResumePoints {
    private final Map<FilmId, Duration> places = new HashMap<>();
    private boolean broken;

    /// From now on nothing can be read or kept.
    public void breaks() {
        broken = true;
    }

    private void throwIfBroken() {
        if (broken) {
            throw new FailureException(new TaskFailure.Unexpected());
        }
    }

    @Override
    public Optional<Duration> of(FilmId film) {
        throwIfBroken();
        return Optional.ofNullable(places.get(film));
    }

    @Override
    public void save(FilmId film, Duration position) {
        throwIfBroken();
        places.put(film, position);
    }

    @Override
    public void forget(FilmId film) {
        throwIfBroken();
        places.remove(film);
    }
}
