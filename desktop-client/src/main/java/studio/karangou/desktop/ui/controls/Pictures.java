package studio.karangou.desktop.ui.controls;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.image.Image;

/// Pictures from disk, decoded in the background at the size they are shown. The most recent are kept.
public final class Pictures {
    private static final int KEPT = 160;

    private final Map<Key, Image> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Image> eldest) {
            return size() > KEPT;
        }
    };

    private record Key(Path file, int height) {}

    /// The picture, possibly still loading; one that cannot be read has `isError`.
    ///
    /// @param height to decode it at, in pixels; the width follows
    public Image of(Path file, int height) {
        return kept.computeIfAbsent(
                new Key(file, height), key -> new Image(file.toUri().toString(), 0, height, true, true, true));
    }
}
