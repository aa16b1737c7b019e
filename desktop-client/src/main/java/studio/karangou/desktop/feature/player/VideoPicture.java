package studio.karangou.desktop.feature.player;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/// The moving picture of a player.
public interface VideoPicture {
    /// The frame to show, null while there is none. Changes with every frame, on the FX thread; all frames of
    /// a film are of one size as long as the room for them is.
    ReadOnlyObjectProperty<@Nullable Image> frame();

    /// Makes pictures as large as they fit into a room; a film that plays goes on with such within a second. Without it
    /// they are of the film's size. For where the processor enlarges them: libVLC does so in a fraction of JavaFX's
    /// time.
    void fit(PlayableFilm.Size room);
}
