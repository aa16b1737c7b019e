package studio.karangou.desktop.ui.controls;

import java.nio.file.Path;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// A poster that fills its place, cropped around its middle. While there is none, a drawn one in our colours,
/// always the same for the same film.
public final class CoverArt extends StackPane {
    private final Pictures pictures;
    private final int decodeHeight;
    private final DrawnArt drawn = new DrawnArt();
    private final ImageView picture = new ImageView();
    private Subscription loading = Subscription.EMPTY;

    /// @param decodeHeight how many pixels high the picture is kept in memory
    public CoverArt(Pictures pictures, int decodeHeight) {
        this.pictures = pictures;
        this.decodeHeight = decodeHeight;
        getStyleClass().add("cover-art");
        picture.setManaged(false);
        picture.setSmooth(true);
        getChildren().addAll(drawn, picture);
        setMouseTransparent(true);
    }

    /// @param file the poster, null if the device has none
    /// @param seed chooses the drawn poster
    public void show(@Nullable Path file, int seed) {
        loading.unsubscribe();
        loading = Subscription.EMPTY;
        picture.setImage(null);
        drawn.draw(seed);
        if (file != null) {
            Image image = pictures.of(file, decodeHeight);
            if (image.getProgress() >= 1) {
                put(image);
            } else {
                loading = image.progressProperty().subscribe(progress -> {
                    if (progress.doubleValue() >= 1) {
                        put(image);
                    }
                });
            }
        }
    }

    private void put(Image image) {
        if (!image.isError()) {
            picture.setImage(image);
            requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        Image image = picture.getImage();
        if (image != null && getWidth() > 0 && getHeight() > 0) {
            double scale = Math.max(getWidth() / image.getWidth(), getHeight() / image.getHeight());
            double width = getWidth() / scale;
            double height = getHeight() / scale;
            picture.setViewport(
                    new Rectangle2D((image.getWidth() - width) / 2, (image.getHeight() - height) / 2, width, height));
            picture.setFitWidth(getWidth());
            picture.setFitHeight(getHeight());
        }
    }
}
