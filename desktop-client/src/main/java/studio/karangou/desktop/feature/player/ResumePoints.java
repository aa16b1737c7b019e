package studio.karangou.desktop.feature.player;

import java.time.Duration;
import java.util.Optional;
import studio.karangou.common.model.FilmId;

/// Where one stopped watching, on this device.
public interface ResumePoints {
    Optional<Duration> of(FilmId film);

    void save(FilmId film, Duration position);

    void forget(FilmId film);
}
