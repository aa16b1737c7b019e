package studio.karangou.desktop.ui.controls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a poster card shows of a film.
///
/// @param id stable, unique on the screen; also chooses the drawn poster
/// @param facts one line under the title
/// @param picture on disk, null while there is none
/// @param badge what the device has of it, null for nothing
/// @param progress of what comes in, null when nothing does
public record Poster(
        String id,
        String title,
        String facts,
        @Nullable Path picture,
        @Nullable Badge badge,
        @Nullable Progress progress) {
    /// The little sign in the corner.
    ///
    /// @param spoken what it says to a screen reader
    public record Badge(Kind kind, String text, String spoken) {
        /// What the sign's icon is.
        public enum Kind {
            READY,
            RUNNING,
            PAUSED,
            WAITING,
            FAILED
        }
    }

    /// The strip at the card's foot.
    ///
    /// @param fraction from 0 to 1
    public record Progress(ProgressLine.Kind kind, double fraction) {}

    /// Chooses the drawn poster.
    public int seed() {
        return id.hashCode();
    }
}
