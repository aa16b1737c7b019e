package studio.karangou.desktop.feature.player;

import java.util.Date;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Icons;
import studio.karangou.desktop.ui.controls.Labels;

/// What lies over the picture when a person watches elsewhere what they would watch here: what it is, and how to end
/// it.
final class PlaceOverlay {
    private static final double WIDTH = 640;

    private final PlayerViewModel model;
    private final Texts texts;
    private final Runnable leave;

    PlaceOverlay(PlayerViewModel model, Texts texts, Runnable leave) {
        this.model = model;
        this.texts = texts;
        this.leave = leave;
    }

    /// As many films as may be are being watched elsewhere.
    Node tooMany(PlaybackFailure.TooManyViewings many) {
        VBox rows = new VBox(10);
        for (int i = 0; i < many.elsewhere().size(); i++) {
            rows.getChildren().add(row(many.elsewhere().get(i), i));
        }
        return card(texts.of(many), rows, Labels.muted(texts.of("player.place-comes")), new HBox(12, leaveButton()));
    }

    private Node row(Elsewhere elsewhere, int index) {
        Label title = Labels.styled(elsewhere.title(), "player-word");
        title.setWrapText(true);
        Label where = Labels.muted(texts.of("player.elsewhere", elsewhere.program(), Date.from(elsewhere.since())));
        where.setWrapText(true);
        VBox words = new VBox(2, title, where);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button end = Buttons.plain("player-end-" + index, texts.of("player.end-elsewhere"), Feather.SQUARE, () -> {});
        end.setAccessibleText(texts.of("player.end-named", elsewhere.title(), elsewhere.program()));
        end.setMinWidth(Button.USE_PREF_SIZE);
        end.setOnAction(event -> {
            end.setDisable(true);
            model.takePlace(elsewhere.viewing());
        });
        HBox row = new HBox(18, words, end);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /// The person has ended this viewing from elsewhere.
    Node ended(PlaybackFailure.ViewingEnded ended) {
        Button here = Buttons.primary("player-here", texts.of("player.watch-here"), Feather.PLAY, () -> {});
        here.setOnAction(event -> {
            here.setDisable(true);
            model.takePlace(null);
        });
        return card(texts.of(ended), new HBox(12, here, leaveButton()));
    }

    private Button leaveButton() {
        return Buttons.plain("player-leave", texts.of("player.leave"), Feather.ARROW_LEFT, leave);
    }

    private Node card(String sentence, Node... more) {
        Label words = Labels.body(sentence);
        words.setId("player-trouble");
        words.setMaxWidth(WIDTH - 60);
        VBox card = new VBox(
                16, Icons.of(Feather.USERS, "player-wait-icon"), Labels.heading(texts.of("player.waiting")), words);
        card.getChildren().addAll(more);
        card.getStyleClass().add("player-card");
        card.setMaxSize(WIDTH, VBox.USE_PREF_SIZE);
        return PlayerOverlays.middle(card);
    }
}
