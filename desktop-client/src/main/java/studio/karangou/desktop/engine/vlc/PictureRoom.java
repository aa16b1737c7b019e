package studio.karangou.desktop.engine.vlc;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import studio.karangou.desktop.feature.player.PlayableFilm.Size;

/// The room that a window has for the pictures of a film. A window that somebody pulls at has many
/// sizes: only one that has stayed for a while is worth it to begin a film again in it.
final class PictureRoom {
    private static final Duration SETTLED = Duration.ofMillis(400);

    private volatile @Nullable Given given;

    /// @param nanos since when, as [System#nanoTime]
    private record Given(Size size, long nanos) {}

    void become(Size size, long nanos) {
        given = new Given(size, nanos);
    }

    /// How large pictures of a film are to be.
    Size fitted(Size film) {
        Given now = given;
        return now == null ? film : film.within(now.size);
    }

    /// Whether it has not changed for a while.
    boolean isSettled(long nanos) {
        Given now = given;
        return now == null || nanos - now.nanos >= SETTLED.toNanos();
    }
}
