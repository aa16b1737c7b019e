package studio.karangou.desktop.feature.kiosk;

import java.util.List;
import studio.karangou.common.model.FilmId;

/// A film that the kiosks of the venue hold, or are to hold.
///
/// @param title empty if this device does not know the film
/// @param chosen whether the host wants it on the kiosks
/// @param readyOn the names of the kiosks that have it ready to play
public record KioskFilm(FilmId film, String title, boolean chosen, List<String> readyOn) {
    public KioskFilm {
        readyOn = List.copyOf(readyOn);
    }
}
