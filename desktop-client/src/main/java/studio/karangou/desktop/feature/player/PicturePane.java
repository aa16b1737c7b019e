package studio.karangou.desktop.feature.player;

import javafx.css.PseudoClass;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The film's picture, as large as it fits, with black bars where it does not. At its own size it is painted pixel
/// by pixel, without smoothing.
final class PicturePane extends Region {
    /// With bars: only then is the ground painted, which costs as much as a copy of the picture.
    private static final PseudoClass BARS = PseudoClass.getPseudoClass("bars");

    private final ImageView view = new ImageView();
    private double pictureWidth;
    private double pictureHeight;

    PicturePane() {
        getStyleClass().add("player-picture");
        setId("player-picture");
        pseudoClassStateChanged(BARS, true);
        setMinSize(0, 0);
        view.setMouseTransparent(true);
        view.setManaged(false);
        getChildren().add(view);
    }

    /// Shows a frame; all of a film are of one size, so only the first makes a layout.
    void show(@Nullable Image frame) {
        view.setImage(frame);
        double width = frame == null ? 0 : frame.getWidth();
        double height = frame == null ? 0 : frame.getHeight();
        if (width != pictureWidth || height != pictureHeight) {
            pictureWidth = width;
            pictureHeight = height;
            requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        if (pictureWidth == 0 || getWidth() == 0) {
            pseudoClassStateChanged(BARS, true);
            return;
        }
        double scale = Math.min(getWidth() / pictureWidth, getHeight() / pictureHeight);
        double width = Math.round(pictureWidth * scale);
        double height = Math.round(pictureHeight * scale);
        boolean ownSize = width == pictureWidth && height == pictureHeight;
        view.setSmooth(!ownSize);
        view.setFitWidth(ownSize ? 0 : width);
        view.setFitHeight(ownSize ? 0 : height);
        view.relocate(Math.floor((getWidth() - width) / 2), Math.floor((getHeight() - height) / 2));
        pseudoClassStateChanged(BARS, width < getWidth() || height < getHeight());
    }
}
