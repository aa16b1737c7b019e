package studio.karangou.server.feature.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Genre;
import studio.karangou.common.model.LanguageTag;

/// A catalogue in memory.
final class PublisherFake implements FilmPublisher {
    private final Map<FilmId, Film> announced = new ConcurrentHashMap<>();
    private final Map<FilmId, PreparedFilm> published = new ConcurrentHashMap<>();
    private final Map<FilmId, ContentKey> keys = new ConcurrentHashMap<>();
    private volatile @Nullable CountDownLatch gate;
    private volatile boolean dies;

    void announce(FilmId film, String... spoken) {
        announced.put(
                film,
                new Film(
                        film,
                        "Lagune",
                        "",
                        "",
                        2024,
                        Genre.FICTION,
                        List.of(new CountryCode("TG")),
                        List.of(spoken).stream().map(LanguageTag::new).toList(),
                        List.of(),
                        Duration.ZERO,
                        null,
                        null,
                        null));
    }

    /// From now on whoever asks for a film waits for the latch: the place to look at a job that runs.
    void holdAt(CountDownLatch latch) {
        gate = latch;
    }

    /// Whether who prepares a film meets an error of the machine from now on.
    void dies(boolean now) {
        dies = now;
    }

    @Nullable
    PreparedFilm published(FilmId film) {
        return published.get(film);
    }

    @Override
    public Optional<Film> announced(FilmId film) {
        if (dies && Thread.currentThread().getName().startsWith("ingest-")) {
            throw new NoClassDefFoundError("as if a library were broken");
        }
        CountDownLatch latch = gate;
        if (latch != null && Thread.currentThread().getName().startsWith("ingest-")) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Optional.ofNullable(announced.get(film));
    }

    @Override
    public ContentKey contentKey(FilmId film) {
        return keys.computeIfAbsent(film, _ -> ContentKey.generate());
    }

    @Override
    public void publish(PreparedFilm film) {
        published.put(film.film(), film);
    }
}
