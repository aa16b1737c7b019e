package studio.karangou.desktop.feature.player;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/// The moving picture of a player.
public interface VideoPicture {
    /// The frame to show, null while there is none. Changes with every frame, on the FX thread; all frames of
    /// a film are of one size.
    ReadOnlyObjectProperty<@Nullable Image> frame();
}
