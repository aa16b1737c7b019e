package studio.karangou.desktop.ui.controls;

import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundImage;
import javafx.scene.layout.BackgroundPosition;
import javafx.scene.layout.BackgroundRepeat;
import javafx.scene.layout.BackgroundSize;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/// The strip of woven colours: the only ornament. Ochre 18, terracotta 12, green 12, with dark threads of 4.
public final class WovenStrip extends Region {
    private static final Color DARK = Color.web("#14110f");

    /// @param height in pixels
    public WovenStrip(double height) {
        getStyleClass().add("woven-strip");
        setMinHeight(height);
        setPrefHeight(height);
        setMaxHeight(height);
        setBackground(new Background(new BackgroundImage(
                weave(),
                BackgroundRepeat.REPEAT,
                BackgroundRepeat.REPEAT,
                BackgroundPosition.DEFAULT,
                BackgroundSize.DEFAULT)));
        setFocusTraversable(false);
    }

    private static WritableImage weave() {
        WritableImage image = new WritableImage(54, 1);
        PixelWriter pixels = image.getPixelWriter();
        for (int x = 0; x < 54; x++) {
            pixels.setColor(x, 0, threadAt(x));
        }
        return image;
    }

    private static Color threadAt(int x) {
        if (x < 18) {
            return Color.web("#e7a531");
        }
        if (x >= 22 && x < 34) {
            return Color.web("#cf5c3f");
        }
        return x >= 38 && x < 50 ? Color.web("#3f9b83") : DARK;
    }
}
