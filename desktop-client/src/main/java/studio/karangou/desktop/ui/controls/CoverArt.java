package studio.karangou.desktop.ui.controls;

import java.nio.file.Path;
import javafx.scene.image.Image;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundImage;
import javafx.scene.layout.BackgroundPosition;
import javafx.scene.layout.BackgroundRepeat;
import javafx.scene.layout.BackgroundSize;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// A poster that fills its place, cropped around its middle. While there is none, a drawn one in our colours,
/// always the same for the same film.
public final class CoverArt extends StackPane {
    private final Pictures pictures;
    private final int decodeHeight;
    private final DrawnArt drawn = new DrawnArt();
    private final Region picture = new Region();
    private Subscription loading = Subscription.EMPTY;

    /// @param decodeHeight how many pixels high the picture is kept in memory
    public CoverArt(Pictures pictures, int decodeHeight) {
        this.pictures = pictures;
        this.decodeHeight = decodeHeight;
        getStyleClass().add("cover-art");
        getChildren().addAll(drawn, picture);
        setMouseTransparent(true);
    }

    /// @param file the poster, null if the device has none
    /// @param seed chooses the drawn poster
    public void show(@Nullable Path file, int seed) {
        loading.unsubscribe();
        loading = Subscription.EMPTY;
        picture.setBackground(Background.EMPTY);
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
            picture.setBackground(new Background(new BackgroundImage(
                    image,
                    BackgroundRepeat.NO_REPEAT,
                    BackgroundRepeat.NO_REPEAT,
                    BackgroundPosition.CENTER,
                    new BackgroundSize(1, 1, true, true, false, true))));
        }
    }
}
