package studio.karangou.desktop.feature.player;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import studio.karangou.desktop.feature.player.PlayableFilm.Tile;

/// The small picture above the bar, with its time. Sheets are read in the background and kept while the film is on.
final class StoryboardPreview extends VBox {
    private static final double WIDTH = 208;

    private final Function<Duration, Optional<Tile>> tiles;
    private final ImageView picture = new ImageView();
    private final Label time = new Label();
    private final Map<Path, Image> sheets = new HashMap<>();

    StoryboardPreview(Function<Duration, Optional<Tile>> tiles) {
        this.tiles = tiles;
        setId("player-preview");
        getStyleClass().add("storyboard");
        setAlignment(Pos.CENTER);
        setManaged(false);
        setMouseTransparent(true);
        setVisible(false);
        picture.setFitWidth(WIDTH);
        picture.setPreserveRatio(true);
        time.getStyleClass().add("storyboard-time");
        getChildren().addAll(picture, time);
    }

    /// Shows the picture of a time, or nothing for null.
    ///
    /// @param x where, in the parent; the preview stays within `width`
    void show(@Nullable Duration at, double x, double bottom, double width) {
        setVisible(at != null);
        if (at == null) {
            return;
        }
        time.setText(ClockText.of(at));
        Optional<Tile> tile = tiles.apply(at);
        tile.ifPresent(this::show);
        picture.setVisible(tile.isPresent());
        picture.setManaged(tile.isPresent());
        autosize();
        double left = Math.clamp(x - getWidth() / 2, 0, Math.max(0, width - getWidth()));
        relocate(Math.round(left), Math.round(bottom - getHeight()));
    }

    private void show(Tile tile) {
        Image sheet = sheets.computeIfAbsent(
                tile.sheet(), path -> new Image(path.toUri().toString(), true));
        picture.setImage(sheet);
        picture.setViewport(new Rectangle2D(tile.x(), tile.y(), tile.width(), tile.height()));
        picture.setFitHeight(WIDTH * tile.height() / tile.width());
    }
}
