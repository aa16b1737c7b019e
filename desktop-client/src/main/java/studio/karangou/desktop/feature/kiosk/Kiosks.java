package studio.karangou.desktop.feature.kiosk;

import java.util.List;
import java.util.Optional;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Project;

/// What the device knows of the venue's kiosks, as last read.
///
/// @param loaded false until the first read
/// @param projects those that refused contributions may go to
public record Kiosks(
        boolean loaded,
        List<KioskCash> cash,
        List<KioskFilm> films,
        List<KioskRefusal> refused,
        List<Project> projects) {
    static final Kiosks UNREAD = new Kiosks(false, List.of(), List.of(), List.of(), List.of());

    public Kiosks {
        cash = List.copyOf(cash);
        films = List.copyOf(films);
        refused = List.copyOf(refused);
        projects = List.copyOf(projects);
    }

    /// Cash that waits for a host, the oldest first.
    public List<KioskCash> waiting() {
        return cash.stream().filter(KioskCash::waits).toList().reversed();
    }

    /// Cash that a host has looked at, the newest first.
    public List<KioskCash> settled() {
        return cash.stream().filter(one -> !one.waits()).toList();
    }

    Optional<KioskFilm> film(FilmId id) {
        return films.stream().filter(film -> film.film().equals(id)).findFirst();
    }

    /// Whether the kiosks are to hold a film.
    public boolean holds(FilmId id) {
        return film(id).map(KioskFilm::chosen).orElse(false);
    }
}
