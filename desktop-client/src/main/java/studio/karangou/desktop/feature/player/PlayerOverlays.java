package studio.karangou.desktop.feature.player;

import java.time.Duration;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Film;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Icons;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.WovenStrip;

/// What lies over the picture when the film does not simply play. Each call makes a new node.
final class PlayerOverlays {
    private final PlayerViewModel model;
    private final Texts texts;
    private final Runnable leave;
    private final Runnable support;
    private final boolean changesScreen;

    /// @param support goes to the project that the film supports
    /// @param changesScreen whether a key goes to the whole screen and back
    PlayerOverlays(PlayerViewModel model, Texts texts, Runnable leave, Runnable support, boolean changesScreen) {
        this.changesScreen = changesScreen;
        this.model = model;
        this.texts = texts;
        this.leave = leave;
        this.support = support;
    }

    Node opening() {
        ProgressIndicator turning = new ProgressIndicator();
        turning.setMaxSize(46, 46);
        return middle(turning, Labels.styled(texts.of("player.opening"), "player-word"));
    }

    /// @param trouble what the film waits for, null if that is not known
    Node waiting(@Nullable Failure trouble) {
        if (trouble instanceof PlaybackFailure.TooManyViewings many) {
            return new PlaceOverlay(model, texts, leave).tooMany(many);
        }
        if (trouble instanceof PlaybackFailure.ViewingEnded ended) {
            return new PlaceOverlay(model, texts, leave).ended(ended);
        }
        Label title = Labels.styled(texts.of("player.waiting"), "player-word");
        Label reason = Labels.note(trouble == null ? texts.of("player.waiting-why") : texts.of(trouble));
        reason.setId("player-trouble");
        reason.setMaxWidth(460);
        VBox words = new VBox(4, title, reason);
        if (trouble != null) {
            words.getChildren().add(Labels.muted(trouble.code()));
        }
        HBox card = new HBox(18, Icons.of(Feather.CLOCK, "player-wait-icon"), words);
        card.setAlignment(Pos.CENTER_LEFT);
        card.getStyleClass().add("player-card");
        card.setMaxSize(HBox.USE_PREF_SIZE, HBox.USE_PREF_SIZE);
        return middle(card);
    }

    Node failed(Failure failure) {
        Label sentence = Labels.body(texts.of(failure));
        sentence.setId("player-failure");
        sentence.setMaxWidth(520);
        Label code = Labels.muted(failure.code());
        Button again = Buttons.primary("player-retry", texts.of("player.retry"), Feather.ROTATE_CW, model::retry);
        Button back = Buttons.plain("player-leave", texts.of("player.leave"), Feather.ARROW_LEFT, leave);
        HBox choices = new HBox(12, again, back);
        VBox card = new VBox(
                14,
                Icons.of(Feather.ALERT_TRIANGLE, "player-wait-icon"),
                Labels.heading(texts.of("player.failed")),
                sentence,
                code,
                choices);
        card.getStyleClass().add("player-card");
        card.setMaxSize(VBox.USE_PREF_SIZE, VBox.USE_PREF_SIZE);
        return middle(card);
    }

    /// @param asksForAudience whether to ask how many people watched
    Node ended(boolean asksForAudience) {
        String title = model.about().map(Film::title).orElse("");
        WovenStrip strip = new WovenStrip(6);
        strip.setMaxWidth(280);
        VBox words = new VBox(
                16,
                Labels.styled(texts.of("player.thanks"), "player-thanks"),
                strip,
                Labels.styled(title, "player-word"));
        words.setAlignment(Pos.CENTER);
        if (asksForAudience) {
            words.getChildren().add(audience());
        }
        words.getChildren().add(afterwards(asksForAudience));
        VBox all = middle(words);
        all.getStyleClass().add("player-ended");
        return all;
    }

    /// The film rests; a host who leaves it says before how many people watched.
    Node leaving() {
        TextField field = audienceField();
        Label mistake = mistake();
        Runnable quit = () -> {
            if (field.getText().isBlank() || model.typedAudience(field.getText())) {
                leave.run();
            } else {
                mistake.setText(texts.of("player.audience-number"));
            }
        };
        field.setOnAction(event -> quit.run());
        HBox line = new HBox(12, Labels.body(texts.of("player.audience")), field);
        line.setAlignment(Pos.CENTER);
        HBox choices = new HBox(
                14,
                Buttons.primary("player-go-on", texts.of("player.go-on"), Feather.PLAY, model::goOn),
                Buttons.plain("player-leave", texts.of("player.leave"), Feather.ARROW_LEFT, quit));
        choices.setAlignment(Pos.CENTER);
        VBox card = new VBox(18, Labels.styled(texts.of("player.leaving"), "player-word"), line, mistake, choices);
        card.setAlignment(Pos.CENTER);
        card.setId("player-leaving");
        card.getStyleClass().add("player-card");
        card.setMaxSize(VBox.USE_PREF_SIZE, VBox.USE_PREF_SIZE);
        return middle(card);
    }

    private Node afterwards(boolean asksForAudience) {
        HBox choices = new HBox(14);
        choices.setAlignment(Pos.CENTER);
        if (model.about().map(Film::project).isPresent()) {
            choices.getChildren()
                    .add(
                            asksForAudience
                                    ? Buttons.plain(
                                            "player-support", texts.of("player.support"), Feather.HEART, support)
                                    : Buttons.primary(
                                            "player-support", texts.of("player.support"), Feather.HEART, support));
        }
        choices.getChildren()
                .addAll(
                        Buttons.plain("player-replay", texts.of("player.replay"), Feather.ROTATE_CCW, model::replay),
                        Buttons.plain("player-leave", texts.of("player.leave"), Feather.ARROW_LEFT, leave));
        return choices;
    }

    private Node audience() {
        TextField field = audienceField();
        Label mistake = mistake();
        Runnable save =
                () -> mistake.setText(model.audience(field.getText()) ? "" : texts.of("player.audience-number"));
        field.setOnAction(event -> save.run());
        Button keep = Buttons.primary("player-audience-save", texts.of("player.audience-save"), Feather.CHECK, save);
        HBox line = new HBox(12, Labels.body(texts.of("player.audience")), field, keep);
        line.setAlignment(Pos.CENTER);
        VBox card = new VBox(6, line, mistake);
        card.setAlignment(Pos.CENTER);
        card.getStyleClass().add("player-card");
        card.setMaxSize(VBox.USE_PREF_SIZE, VBox.USE_PREF_SIZE);
        return card;
    }

    private TextField audienceField() {
        TextField field = new TextField(model.people() == 1 ? "" : Integer.toString(model.people()));
        field.setId("player-audience");
        field.setPrefColumnCount(5);
        field.setAccessibleText(texts.of("player.audience"));
        field.textProperty().subscribe(typed -> model.typedAudience(typed));
        return field;
    }

    private static Label mistake() {
        Label mistake = Labels.styled("", "bad");
        mistake.managedProperty().bind(mistake.textProperty().isNotEmpty());
        return mistake;
    }

    /// The question whether to go on where one stopped; the film plays on meanwhile.
    Node resume(Duration place) {
        Button go = Buttons.primary(
                "player-resume",
                texts.of("player.resume", ClockText.of(place)),
                Feather.CORNER_DOWN_RIGHT,
                model::resume);
        Button start = Buttons.plain("player-from-start", texts.of("player.from-start"), model::fromTheStart);
        HBox line = new HBox(12, go, start);
        line.setMaxSize(HBox.USE_PREF_SIZE, HBox.USE_PREF_SIZE);
        line.getStyleClass().add("player-resume");
        return line;
    }

    Node help() {
        GridPane keys = new GridPane(28, 9);
        String all =
                changesScreen ? texts.of("player.key-screen") + "|" + texts.of("player.keys") : texts.of("player.keys");
        for (String each : all.split("\\|", -1)) {
            String[] row = each.split("=", 2);
            keys.addRow(
                    keys.getRowCount(),
                    Labels.styled(row[0].strip(), "player-key"),
                    Labels.muted(row[row.length - 1].strip()));
        }
        VBox card = new VBox(16, Labels.heading(texts.of("player.help")), keys);
        card.setId("player-help");
        card.getStyleClass().add("player-card");
        card.setMaxSize(VBox.USE_PREF_SIZE, VBox.USE_PREF_SIZE);
        return middle(card);
    }

    /// The figures as text, one line each.
    String figures(ShownFigures.Now now) {
        PlaybackFigures figures = now.counts();
        return texts.of(
                "player.figures",
                figures.displayed(),
                figures.painted(),
                figures.lost(),
                figures.playedAudio(),
                figures.lostAudio(),
                figures.stalls(),
                figures.reopenings(),
                now.at().toMillis());
    }

    static VBox middle(Node... nodes) {
        VBox box = new VBox(18, nodes);
        box.setAlignment(Pos.CENTER);
        box.setPickOnBounds(false);
        return box;
    }
}
