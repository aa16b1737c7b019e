package studio.karangou.desktop.feature.kiosk;

import java.util.List;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.Icons;
import studio.karangou.desktop.ui.controls.Labels;

/// On a film's page: whether the kiosks of the venue hold it, and which of them have it.
public final class KioskFilmCard extends View {
    private final KiosksViewModel model;
    private final FilmId film;
    private final Texts texts;
    private final Label where = Labels.note("");
    private final Button change;
    private final Card card;

    public KioskFilmCard(KiosksViewModel model, FilmId film, Texts texts) {
        this.model = model;
        this.film = film;
        this.texts = texts;
        change = Buttons.plain("kiosks-hold", "", this::change);
        where.setId("kiosks-where");
        card = new Card(10, Labels.heading(texts.of("kiosks.on-kiosks")), where, change);
        follow(model.kiosks(), this::show);
    }

    private void show(Kiosks kiosks) {
        boolean held = kiosks.holds(film);
        where.setText(where(kiosks.film(film), texts));
        change.setText(texts.of(held ? "kiosks.drop" : "kiosks.keep"));
        change.setGraphic(Icons.of(held ? Feather.X : Feather.MONITOR));
        change.setDisable(!kiosks.loaded());
    }

    /// Where a film is, in a sentence.
    static String where(Optional<KioskFilm> film, Texts texts) {
        List<String> ready = film.map(KioskFilm::readyOn).orElse(List.of());
        boolean chosen = film.map(KioskFilm::chosen).orElse(false);
        if (!chosen) {
            return ready.isEmpty()
                    ? texts.of("kiosks.not-chosen")
                    : texts.of("kiosks.leaving", String.join(", ", ready));
        }
        return ready.isEmpty() ? texts.of("kiosks.coming") : texts.of("kiosks.ready-on", String.join(", ", ready));
    }

    private void change() {
        model.hold(film, !model.kiosks().get().holds(film));
    }

    @Override
    public Parent node() {
        return card;
    }
}
