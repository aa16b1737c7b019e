package studio.karangou.desktop.engine.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.LicenceId;
import studio.karangou.desktop.feature.player.ResumePoints;

/// Where one stopped watching, and which showings of a licence began on this device.
public final class WatchingStore implements ResumePoints {
    private final LocalDatabase database;

    public WatchingStore(LocalDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Duration> of(FilmId film) {
        return database.read(handle -> handle.createQuery("SELECT position FROM resume_point WHERE film = :film")
                .bind("film", film.value())
                .mapTo(Long.class)
                .findOne()
                .map(Duration::ofMillis));
    }

    @Override
    public void save(FilmId film, Duration position) {
        database.write(handle -> handle.createUpdate(
                        "MERGE INTO resume_point (film, position) KEY (film) VALUES (:film, :position)")
                .bind("film", film.value())
                .bind("position", position.toMillis())
                .execute());
    }

    @Override
    public void forget(FilmId film) {
        database.write(handle -> handle.createUpdate("DELETE FROM resume_point WHERE film = :film")
                .bind("film", film.value())
                .execute());
    }

    /// When showings of a licence began, the earliest first.
    public List<Instant> showings(LicenceId licence) {
        return database.read(
                handle -> handle.createQuery("SELECT began FROM showing WHERE licence = :licence ORDER BY began")
                        .bind("licence", licence.value())
                        .mapTo(Long.class)
                        .map(Instant::ofEpochMilli)
                        .list());
    }

    /// Takes note that a showing began.
    public void showingBegan(LicenceId licence, Instant began) {
        database.write(handle -> handle.createUpdate(
                        "MERGE INTO showing (licence, began) KEY (licence, began) VALUES (:licence, :began)")
                .bind("licence", licence.value())
                .bind("began", began.toEpochMilli())
                .execute());
    }
}
