package studio.karangou.desktop.feature.player;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.LanguageTag;

/// A film that is open for showing; closing it ends the showing and takes its address away.
public interface PlayableFilm extends AutoCloseable {
    Film film();

    /// The master playlist on this machine's own proxy, with exactly one video variant.
    URI address();

    Duration duration();

    /// The frame size of the best rendition on disk, which the picture should have.
    Size pictureSize();

    /// Languages of the sound, in the order of the playlist.
    List<LanguageTag> audioLanguages();

    /// Languages of the subtitles, in the order of the playlist.
    List<LanguageTag> subtitleLanguages();

    /// The small picture for a time, empty where there is none. Reads from disk only.
    Optional<Tile> tileAt(Duration time);

    /// What keeps the film from going on right now (a segment that cannot be had), null while all is well.
    @Nullable
    Failure trouble();

    /// Asks anew for a place to watch, where the server has said that there is none. Blocks.
    ///
    /// @param ending another viewing of the same person to end for it, null for none
    /// @throws studio.karangou.common.model.FailureException if that cannot be ended
    default void takePlace(@Nullable UUID ending) {}

    @Override
    void close();

    /// In pixels.
    record Size(int width, int height) {
        /// As large as it can be within another size, of the same shape.
        public Size within(Size room) {
            double scale = Math.min((double) room.width / width, (double) room.height / height);
            return new Size(
                    Math.max(1, (int) Math.round(width * scale)), Math.max(1, (int) Math.round(height * scale)));
        }
    }

    /// A part of a storyboard sheet, in pixels.
    record Tile(Path sheet, int x, int y, int width, int height) {}
}
