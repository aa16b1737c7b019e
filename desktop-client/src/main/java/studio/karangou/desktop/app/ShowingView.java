package studio.karangou.desktop.app;

import java.time.Duration;
import javafx.scene.Parent;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.feature.player.PlayableFilm;
import studio.karangou.desktop.feature.player.PlaybackControl;
import studio.karangou.desktop.feature.player.PlaybackSource;
import studio.karangou.desktop.feature.player.Playbacks;
import studio.karangou.desktop.ui.Tasks;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.EmptyState;

/// The bare picture of a film, left by Escape.
final class ShowingView extends View {
    private final Playbacks.Playback playback;
    private final Texts texts;
    private final Runnable leave;
    private final StackPane screen = new StackPane();
    private @Nullable PlayableFilm film;
    private boolean left;

    ShowingView(FilmId id, PlaybackSource source, Playbacks playbacks, Tasks tasks, Texts texts, Runnable leave) {
        this.texts = texts;
        this.leave = leave;
        playback = playbacks.newPlayback();
        ImageView picture = new ImageView();
        picture.setPreserveRatio(true);
        picture.fitWidthProperty().bind(screen.widthProperty());
        picture.fitHeightProperty().bind(screen.heightProperty());
        screen.setStyle("-fx-background-color: black");
        screen.getChildren().add(picture);
        screen.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                leave.run();
            }
        });
        follow(playback.picture().frame(), picture::setImage);
        tasks.run(() -> source.open(id), this::show, this::fail);
    }

    private void show(PlayableFilm opened) {
        film = opened;
        if (left) {
            opened.close();
            return;
        }
        playback.control()
                .open(new PlaybackControl.Opening(
                        opened.address(), opened.pictureSize(), opened.duration(), Duration.ZERO));
    }

    private void fail(Failure failure) {
        screen.getChildren()
                .add(new EmptyState(
                        Feather.ALERT_TRIANGLE,
                        texts.of(failure),
                        failure.code(),
                        Buttons.primary("player-leave", texts.of("back"), leave)));
    }

    @Override
    public Parent node() {
        return screen;
    }

    @Override
    public void close() {
        super.close();
        left = true;
        playback.control().close();
        if (film != null) {
            film.close();
        }
    }
}
