package studio.karangou.desktop.app;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.desktop.feature.people.SignedIn;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Icons;
import studio.karangou.desktop.ui.controls.Labels;

/// Who is at the kiosk: the way in, or the name and the way out.
final class KioskPerson extends View {
    private final HBox line = new HBox(14);
    private final HBox leaving = new HBox(20);
    private final Label countdown = Labels.styled("", "kiosk-countdown");
    private final PeopleScreens people;
    private final Texts texts;

    /// @param enter shows the way in
    /// @param leave ends the visit
    /// @param stay says that somebody is still there
    KioskPerson(PeopleScreens people, Runnable enter, Runnable leave, Runnable stay, Texts texts) {
        this.people = people;
        this.texts = texts;
        line.getStyleClass().add("kiosk-person");
        leaving.getStyleClass().add("kiosk-leaving");
        leaving.setId("kiosk-leaving");
        leaving.setAlignment(Pos.CENTER_LEFT);
        leaving.getChildren()
                .addAll(
                        Icons.of(Feather.CLOCK),
                        countdown,
                        Labels.spacer(),
                        Buttons.primary("kiosk-stay", texts.of("kiosk.stay"), stay));
        hideCountdown();
        follow(people.who(), who -> show(who, enter, leave));
    }

    private void show(Optional<SignedIn> who, Runnable enter, Runnable leave) {
        line.getChildren().clear();
        if (who.isEmpty()) {
            line.getChildren().add(Buttons.plain("kiosk-sign-in", texts.of("kiosk.sign-in"), Feather.LOG_IN, enter));
            return;
        }
        Label name = Labels.styled(who.get().account().name(), "strong");
        name.setId("kiosk-person");
        name.setAccessibleText(texts.of("kiosk.signed-in", who.get().account().name()));
        Button out = Buttons.plain("kiosk-sign-out", texts.of("kiosk.sign-out"), Feather.LOG_OUT, leave);
        line.getChildren().addAll(Icons.of(Feather.USER), name, out);
    }

    /// The strip that says when the session ends by itself.
    Parent leaving() {
        return leaving;
    }

    void showCountdown(int seconds) {
        boolean in = people.who().get().isPresent();
        countdown.setText(texts.of(in ? "kiosk.leaving" : "kiosk.closing", seconds));
        leaving.setVisible(true);
        leaving.setManaged(true);
    }

    void hideCountdown() {
        leaving.setVisible(false);
        leaving.setManaged(false);
    }

    @Override
    public Parent node() {
        return line;
    }
}
