package studio.karangou.desktop.ui.controls;

import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/// Cuts round corners into what would paint over them.
public final class Rounded {
    private Rounded() {}

    /// @param radius of the corners, in pixels
    public static <R extends Region> R of(R region, double radius) {
        Rectangle clip = new Rectangle();
        clip.setArcWidth(2 * radius);
        clip.setArcHeight(2 * radius);
        clip.widthProperty().bind(region.widthProperty());
        clip.heightProperty().bind(region.heightProperty());
        region.setClip(clip);
        return region;
    }
}
