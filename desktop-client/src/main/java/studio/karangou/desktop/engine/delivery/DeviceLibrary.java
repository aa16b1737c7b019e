package studio.karangou.desktop.engine.delivery;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Subscription;
import studio.karangou.desktop.engine.films.FilmStore;
import studio.karangou.desktop.engine.store.CatalogueStore;
import studio.karangou.desktop.engine.store.Changes;
import studio.karangou.desktop.feature.catalogue.Library;
import studio.karangou.desktop.feature.catalogue.LibraryFilm;

/// The catalogue with what the device has of each film. A film on disk is in it even while the catalogue has not come
/// back after a database had to be begun anew.
public final class DeviceLibrary implements Library {
    private final CatalogueStore catalogue;
    private final DownloadEngine downloads;
    private final FilmStore store;
    private final Changes changes;

    DeviceLibrary(CatalogueStore catalogue, DownloadEngine downloads, FilmStore store, Changes changes) {
        this.catalogue = catalogue;
        this.downloads = downloads;
        this.store = store;
        this.changes = changes;
    }

    @Override
    public List<LibraryFilm> films() {
        Map<FilmId, Film> films = new LinkedHashMap<>();
        catalogue.films().forEach(film -> films.put(film.id(), film));
        downloads.films().forEach(film -> films.putIfAbsent(film.id(), film));
        return films.values().stream()
                .sorted(Comparator.comparing((Film film) -> film.id().toString())
                        .reversed())
                .map(this::withState)
                .toList();
    }

    @Override
    public Optional<LibraryFilm> film(FilmId id) {
        return catalogue
                .film(id)
                .or(() -> downloads.card(id).map(FilmCard::film))
                .map(this::withState);
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return changes.films().add(listener);
    }

    private LibraryFilm withState(Film film) {
        return new LibraryFilm(
                film,
                downloads.state(film.id()),
                poster(film),
                downloads.right(film.id()).orElse(null));
    }

    private @Nullable Path poster(Film film) {
        ContentAddress poster = film.poster();
        return poster == null ? null : store.file(poster).orElse(null);
    }
}
