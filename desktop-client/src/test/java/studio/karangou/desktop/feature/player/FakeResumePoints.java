package studio.karangou.desktop.feature.player;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import studio.karangou.common.model.FilmId;

/// Places in memory.
public final class FakeResumePoints implements ResumePoints {
    private final Map<FilmId, Duration> places = new HashMap<>();

    @Override
    public Optional<Duration> of(FilmId film) {
        return Optional.ofNullable(places.get(film));
    }

    @Override
    public void save(FilmId film, Duration position) {
        places.put(film, position);
    }

    @Override
    public void forget(FilmId film) {
        places.remove(film);
    }
}
