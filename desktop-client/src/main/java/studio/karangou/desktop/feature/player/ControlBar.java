package studio.karangou.desktop.feature.player;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Icons;
import studio.karangou.desktop.ui.controls.KeyboardFocus;
import studio.karangou.desktop.ui.controls.Labels;

/// The bar below the picture: time, seeking, sound, languages, speed.
final class ControlBar extends View {
    private static final Duration STEP = Duration.ofSeconds(10);

    private final PlayerViewModel model;
    private final Texts texts;
    private final Optional<Runnable> fullScreen;
    private final SeekBar seek;
    private final StoryboardPreview preview;
    private final Pane previewPlace = new Pane();
    private final Label gone = Labels.styled("0:00", "player-time");
    private final Label left = Labels.styled("", "player-time");
    private final Button play;
    private final Button volume;
    private final Button audio;
    private final Button subtitles;
    private final Button rate;
    private final HBox panels = new HBox();
    private final VBox node;
    private @Nullable ChoicePanel<?> openPanel;
    private @Nullable Button opener;

    /// @param fullScreen goes to the whole screen or back, empty where one stays as it is
    ControlBar(PlayerViewModel model, Texts texts, Optional<Runnable> fullScreen) {
        this.model = model;
        this.texts = texts;
        this.fullScreen = fullScreen;
        preview = new StoryboardPreview(model::tileAt);
        seek = new SeekBar(model::seekTo, this::hover);
        seek.setAccessibleText(texts.of("player.position"));
        play = icon("player-play", "player.play", Feather.PLAY, model::togglePlay);
        play.getStyleClass().add("player-play");
        volume = icon("player-mute", "player.mute", Feather.VOLUME_2, model.sound()::toggleMute);
        audio = labelled("player-audio", "player.audio", Feather.HEADPHONES, this::toggleAudio);
        subtitles = labelled("player-subtitles", "player.subtitles", Feather.MESSAGE_SQUARE, this::toggleSubtitles);
        rate = labelled("player-rate", "player.rate", Feather.FAST_FORWARD, this::toggleRates);
        node = build();
        followAll();
    }

    @Override
    public VBox node() {
        return node;
    }

    /// Closes the list to choose from; the keyboard goes back to the button that it came from.
    ///
    /// @return whether one was open
    boolean closePanel() {
        ChoicePanel<?> open = openPanel;
        Button from = opener;
        openPanel = null;
        opener = null;
        if (open != null && from != null && open.hasVisibleFocus()) {
            KeyboardFocus.lead(from);
        }
        panels.getChildren().clear();
        return open != null;
    }

    private VBox build() {
        panels.setAlignment(Pos.BOTTOM_RIGHT);
        panels.setPickOnBounds(false);
        previewPlace.setMinHeight(0);
        previewPlace.setPrefHeight(0);
        previewPlace.getChildren().add(preview);
        gone.setId("player-position");
        HBox times = new HBox(14, gone, seek, left);
        times.setAlignment(Pos.CENTER);
        HBox.setHgrow(seek, Priority.ALWAYS);
        Button back = icon("player-back-10", "player.back-10", Feather.ROTATE_CCW, () -> model.seekBy(STEP.negated()));
        Button ahead = icon("player-ahead-10", "player.ahead-10", Feather.ROTATE_CW, () -> model.seekBy(STEP));
        HBox buttons = new HBox(8, play, back, ahead, volume, volumeSlider(), Labels.spacer(), audio, subtitles, rate);
        // where one stays in the whole screen there are fingers and no keyboard
        fullScreen.ifPresent(go -> buttons.getChildren()
                .addAll(
                        icon("player-help-open", "player.help", Feather.HELP_CIRCLE, model.hints()::toggleHelp),
                        icon("player-full-screen", "player.full-screen", Feather.MAXIMIZE, go)));
        buttons.setAlignment(Pos.CENTER_LEFT);
        VBox bar = new VBox(2, panels, previewPlace, times, buttons);
        bar.getStyleClass().add("player-bar");
        bar.setPickOnBounds(false);
        return bar;
    }

    private Slider volumeSlider() {
        Slider slider = new Slider(0, 100, 100);
        slider.setId("player-volume");
        slider.getStyleClass().add("player-volume");
        slider.setAccessibleText(texts.of("player.volume"));
        slider.setFocusTraversable(false);
        follow(model.sound().volume(), value -> slider.setValue(value.doubleValue()));
        slider.valueProperty().subscribe(value -> {
            int percent = (int) Math.round(value.doubleValue());
            if (percent != model.sound().volume().get()) {
                model.sound().setVolume(percent);
            }
        });
        return slider;
    }

    private void followAll() {
        follow(model.position(), this::showTime);
        follow(model.hints().preview(), at -> showPreview(at));
        follow(model.screen(), screen -> {
            boolean plays = screen instanceof PlayerScreen.Film film && !film.paused();
            play.setGraphic(Icons.of(plays ? Feather.PAUSE : Feather.PLAY));
            play.setAccessibleText(texts.of(plays ? "player.pause" : "player.play"));
        });
        follow(model.sound().muted(), muted -> showVolume());
        follow(model.sound().volume(), value -> showVolume());
        follow(model.sound().rate(), value -> rate.setText(rateText(value.doubleValue())));
        follow(model.sound().audio(), language -> audio.setText(language == null ? "–" : texts.language(language)));
        follow(model.sound().subtitles(), language -> subtitles.setText(subtitleText(language)));
        follow(model.film(), film -> {
            audio.setDisable(model.sound().spoken().isEmpty());
            subtitles.setDisable(model.sound().written().isEmpty());
            showTime(model.position().get());
        });
    }

    private void showTime(Duration at) {
        Duration length = model.length();
        gone.setText(ClockText.of(at));
        left.setText(ClockText.of(at.minus(length)));
        seek.show(at, length);
    }

    private void showVolume() {
        int percent = model.sound().volume().get();
        boolean silent = model.sound().muted().get() || percent == 0;
        Ikon ikon = silent ? Feather.VOLUME_X : percent < 50 ? Feather.VOLUME_1 : Feather.VOLUME_2;
        volume.setGraphic(Icons.of(ikon));
    }

    private void hover(@Nullable Duration at) {
        showPreview(at);
    }

    private void showPreview(@Nullable Duration at) {
        double start = previewPlace.sceneToLocal(seek.localToScene(0, 0)).getX();
        double x = at == null ? 0 : start + seek.xOf(at);
        preview.show(at, x, previewPlace.getHeight(), previewPlace.getWidth());
    }

    private void toggleAudio() {
        ChoicePanel<LanguageTag> panel = new ChoicePanel<>(
                "player-audio-choice",
                texts.of("player.audio"),
                model.sound().audio(),
                language -> language == null ? "" : texts.language(language),
                language -> choose(() -> {
                    if (language != null) {
                        model.sound().speak(language);
                    }
                }));
        panel.show(model.sound().spoken());
        toggle(panel, audio);
    }

    private void toggleSubtitles() {
        List<@Nullable LanguageTag> choice = new ArrayList<>();
        choice.add(null);
        choice.addAll(model.sound().written());
        ChoicePanel<LanguageTag> panel = new ChoicePanel<>(
                "player-subtitles-choice",
                texts.of("player.subtitles"),
                model.sound().subtitles(),
                this::subtitleText,
                language -> choose(() -> model.sound().write(language)));
        panel.show(choice);
        toggle(panel, subtitles);
    }

    private void toggleRates() {
        ChoicePanel<Double> panel = new ChoicePanel<>(
                "player-rate-choice",
                texts.of("player.rate"),
                model.sound().rate().asObject(),
                value -> rateText(value == null ? 1 : value),
                value -> choose(() -> model.sound().setRate(value == null ? 1 : value)));
        panel.show(Sound.RATES);
        toggle(panel, rate);
    }

    private void choose(Runnable choice) {
        choice.run();
        closePanel();
    }

    private void toggle(ChoicePanel<?> panel, Button from) {
        boolean byKey = from.isFocusVisible();
        Node before = openPanel;
        closePanel();
        if (before == null || !before.getId().equals(panel.getId())) {
            openPanel = panel;
            opener = from;
            panels.getChildren().add(panel);
            panel.focus(byKey);
        }
    }

    private String subtitleText(@Nullable LanguageTag language) {
        return language == null ? texts.of("player.no-subtitles") : texts.language(language);
    }

    private String rateText(double value) {
        return String.format(texts.locale(), value * 10 % 1 == 0 ? "%.1f" : "%.2f", value)
                .replaceAll("[.,]0$", "")
                .concat("×");
    }

    private Button icon(String id, String key, Ikon ikon, Runnable action) {
        Button button = new Button("", Icons.of(ikon));
        button.setId(id);
        button.getStyleClass().add("player-button");
        button.setAccessibleText(texts.of(key));
        button.setOnAction(event -> action.run());
        return button;
    }

    private Button labelled(String id, String key, Ikon ikon, Runnable action) {
        Button button = icon(id, key, ikon, action);
        button.setMnemonicParsing(false);
        button.textProperty()
                .subscribe(text ->
                        button.setAccessibleText(texts.of("player.choice", texts.of(key), text == null ? "" : text)));
        return button;
    }
}
