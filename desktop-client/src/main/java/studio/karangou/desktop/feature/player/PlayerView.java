package studio.karangou.desktop.feature.player;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.animation.FadeTransition;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.desktop.ui.FxBridge;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Icons;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.Tone;

/// A film in the whole window: the picture, and controls that go away.
public final class PlayerView extends View {
    private static final Duration FADE = Duration.millis(180);
    private static final double NOTICE = 560;

    private final PlayerViewModel model;
    private final Texts texts;
    private final Runnable leave;
    private final PlayerOverlays overlays;
    private final PicturePane picture = new PicturePane();
    private final ControlBar bar;
    private final PlayerKeys keys;
    private final BorderPane controls = new BorderPane();
    private final StackPane message = new StackPane();
    private final StackPane helpPlace = new StackPane();
    private final HBox resumePlace = new HBox();
    private final Label figures = new Label();
    private final StackPane notice = new StackPane();
    private final StackPane root = new StackPane();
    private final FadeTransition fade = new FadeTransition(FADE, controls);
    /// What the first click of a double click began from, null if it did not touch the film.
    private @Nullable PlayerScreen beforeClick;

    private final boolean kiosk;

    /// @param leave called when a person leaves the player
    /// @param support called when a person wants to support the film's project
    /// @param kiosk whether every control is large enough for a finger and nothing in here leaves the whole screen
    public PlayerView(
            PlayerViewModel model, VideoPicture video, Texts texts, Runnable leave, Runnable support, boolean kiosk) {
        this.model = model;
        this.texts = texts;
        this.leave = () -> {
            if (model.mayLeave()) {
                leave.run();
            }
        };
        this.kiosk = kiosk;
        Optional<Runnable> fullScreen = kiosk ? Optional.empty() : Optional.of(this::toggleFullScreen);
        overlays = new PlayerOverlays(model, texts, this.leave, support, fullScreen.isPresent());
        bar = part(new ControlBar(model, texts, fullScreen));
        keys = new PlayerKeys(model, fullScreen, this::escape);
        build();
        listen();
        follow(video.frame(), picture::show);
        if (FxBridge.paintsBySoftware()) {
            follow(root.sceneProperty().flatMap(Scene::widthProperty), _ -> tellRoom(video));
            follow(root.sceneProperty().flatMap(Scene::heightProperty), _ -> tellRoom(video));
            follow(
                    root.sceneProperty().flatMap(Scene::windowProperty).flatMap(Window::outputScaleXProperty),
                    _ -> tellRoom(video));
        }
        follow(model.screen(), this::show);
        follow(model.hints().controls(), this::showControls);
        follow(
                root.sceneProperty()
                        .flatMap(Scene::focusOwnerProperty)
                        .flatMap(owner -> owner.focusVisibleProperty().map(seen -> seen && isControl(owner)))
                        .orElse(false),
                model.hints()::hold);
        follow(model.hints().resumeOffer(), this::showResume);
        follow(model.hints().help(), this::showHelp);
        follow(model.figures().shown(), figures::setVisible);
        follow(model.figures().now(), now -> figures.setText(overlays.figures(now)));
        follow(model.notice(), failure -> {
            notice.getChildren()
                    .setAll(
                            failure == null
                                    ? new Node[0]
                                    : new Node[] {new Notice(Tone.BAD, texts.of(failure)).withCode(failure.code())});
        });
    }

    @Override
    public Parent node() {
        return root;
    }

    /// The player has the whole window, which is known before the first picture is.
    private void tellRoom(VideoPicture video) {
        Scene scene = root.getScene();
        if (scene != null && scene.getWidth() >= 1 && scene.getHeight() >= 1) {
            Window window = scene.getWindow();
            double scale = window == null ? 1 : window.getOutputScaleX();
            video.fit(points(scene.getWidth(), scene.getHeight(), scale));
        }
    }

    /// The points of a screen that a part of a window has.
    ///
    /// @param scale points to each of the window's own units, along a line
    static PlayableFilm.Size points(double width, double height, double scale) {
        return new PlayableFilm.Size((int) Math.round(width * scale), (int) Math.round(height * scale));
    }

    private void build() {
        root.getStyleClass().add("player");
        if (kiosk) {
            root.getStyleClass().add("touch");
        }
        root.setId("player");
        root.setFocusTraversable(true);
        root.getStylesheets()
                .add(Objects.requireNonNull(PlayerView.class.getResource("player.css"), "player.css")
                        .toExternalForm());
        controls.setTop(top());
        resumePlace.setAlignment(Pos.BOTTOM_LEFT);
        resumePlace.setPickOnBounds(false);
        resumePlace.getStyleClass().add("player-resume-place");
        VBox bottom = new VBox(resumePlace, bar.node());
        bottom.setPickOnBounds(false);
        controls.setBottom(bottom);
        controls.setPickOnBounds(false);
        message.setPickOnBounds(false);
        helpPlace.setPickOnBounds(false);
        figures.setId("player-figures");
        figures.getStyleClass().add("player-figures");
        StackPane.setAlignment(figures, Pos.TOP_LEFT);
        figures.setMouseTransparent(true);
        root.getChildren().addAll(picture, message, controls, figures, helpPlace);
    }

    private Node top() {
        Button back = new Button(texts.of("player.leave"), Icons.of(Feather.ARROW_LEFT));
        back.setId("player-back");
        back.getStyleClass().add("player-button");
        back.setOnAction(event -> this.leave.run());
        Label title = Labels.styled("", "player-title");
        Label facts = Labels.muted("");
        follow(model.film(), film -> {
            title.setText(film == null ? "" : film.film().title());
            facts.setText(
                    film == null
                            ? ""
                            : film.film().director() + " · " + film.film().year());
        });
        notice.setId("player-notice");
        notice.setMaxWidth(NOTICE);
        VBox names = new VBox(title, facts);
        names.setAlignment(Pos.CENTER_LEFT);
        HBox bar = new HBox(18, back, names, Labels.spacer(), notice);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("player-top");
        return bar;
    }

    private void listen() {
        root.addEventFilter(KeyEvent.KEY_PRESSED, keys::handle);
        root.addEventFilter(MouseEvent.MOUSE_MOVED, event -> model.moved());
        root.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> model.moved());
        // after a click the keyboard belongs to the film again, not to the button that was clicked
        bar.node().addEventHandler(MouseEvent.MOUSE_RELEASED, event -> root.requestFocus());
        picture.setOnMouseClicked(event -> {
            root.requestFocus();
            if (event.getClickCount() == 2 && !kiosk) {
                model.undoToggle(beforeClick);
                toggleFullScreen();
            } else if (bar.closePanel()) {
                beforeClick = null;
            } else {
                beforeClick = model.screen().get();
                model.togglePlay();
            }
        });
    }

    private void show(PlayerScreen screen) {
        boolean askedAlready = !message.getChildren().isEmpty()
                && message.getUserData() instanceof PlayerScreen before
                && before.equals(screen);
        if (askedAlready) {
            return;
        }
        message.setUserData(screen);
        @Nullable
        Node over = switch (screen) {
            case PlayerScreen.Opening _ -> overlays.opening();
            case PlayerScreen.Waiting waiting -> overlays.waiting(waiting.trouble());
            case PlayerScreen.Failed failed -> overlays.failed(failed.failure());
            case PlayerScreen.Leaving _ -> overlays.leaving();
            case PlayerScreen.Ended ended -> overlays.ended(ended.asksForAudience());
            case PlayerScreen.Film _ -> null;
        };
        boolean hadKeyboard =
                root.getScene() != null && isWithin(root.getScene().getFocusOwner(), message);
        message.getChildren().setAll(over == null ? new Node[0] : new Node[] {over});
        giveKeyboard(screen, hadKeyboard);
    }

    /// To the answer that does no harm, or to the number that is asked for; when that is gone, to the film again.
    private void giveKeyboard(PlayerScreen screen, boolean hadKeyboard) {
        @Nullable
        Node asks = screen instanceof PlayerScreen.Leaving
                ? message.lookup("#player-go-on")
                : message.lookup("#player-audience");
        if (asks != null) {
            asks.requestFocus();
        } else if (hadKeyboard) {
            root.requestFocus();
        }
    }

    private void showControls(boolean shown) {
        root.setCursor(shown ? Cursor.DEFAULT : Cursor.NONE);
        if (!shown) {
            bar.closePanel();
        }
        fade.stop();
        controls.setVisible(true);
        fade.setFromValue(controls.getOpacity());
        fade.setToValue(shown ? 1 : 0);
        // what cannot be seen must not be painted with every frame
        fade.setOnFinished(event -> controls.setVisible(shown));
        fade.playFromStart();
    }

    private void showResume(java.time.@Nullable Duration place) {
        resumePlace.getChildren().setAll(place == null ? new Node[0] : new Node[] {overlays.resume(place)});
    }

    private void showHelp(boolean shown) {
        helpPlace.getChildren().setAll(shown ? new Node[] {overlays.help()} : new Node[0]);
    }

    private void toggleFullScreen() {
        Stage stage = stage();
        if (stage != null) {
            stage.setFullScreenExitHint("");
            stage.setFullScreen(!stage.isFullScreen());
        }
    }

    /// First closes what is open, then gives the keyboard back to the film, then leaves the whole screen, then the
    /// player.
    private void escape() {
        Stage stage = stage();
        if (model.hints().help().get()) {
            model.hints().toggleHelp();
        } else if (bar.closePanel()) {
            if (!model.hints().isHeld()) {
                root.requestFocus();
            }
        } else if (model.hints().isHeld()) {
            root.requestFocus();
        } else if (stage != null && stage.isFullScreen() && !kiosk) {
            stage.setFullScreen(false);
        } else {
            leave.run();
        }
    }

    private boolean isControl(Node node) {
        return isWithin(node, controls);
    }

    private static boolean isWithin(@Nullable Node node, Node whole) {
        return Stream.iterate(node, each -> each != null, Node::getParent).anyMatch(whole::equals);
    }

    private @Nullable Stage stage() {
        return root.getScene() != null && root.getScene().getWindow() instanceof Stage stage ? stage : null;
    }

    @Override
    public void close() {
        fade.stop();
        super.close();
        model.close();
    }
}
