package studio.karangou.desktop.engine.vlc;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Shows the picture of the place that a paused film was sent to. VLC 3 keeps the old picture when the pause has
/// lasted for a while, until it is asked for the next frame.
final class PausedSeek {
    private static final Duration LOOK = Duration.ofMillis(150);
    /// Each may go on by one frame; where the picture stands still, that many go by unseen.
    private static final int STEPS = 8;

    private final VlcThread vlc;
    private final VlcScreen screen;

    PausedSeek(VlcThread vlc, VlcScreen screen) {
        this.vlc = vlc;
        this.screen = screen;
    }

    /// The player was just sent to another place. On the VLC thread.
    ///
    /// @param rests whether the film is paused still
    void sent(VlcPlayer player, BooleanSupplier rests) {
        look(player, rests, screen.displayed(), STEPS);
    }

    private void look(VlcPlayer player, BooleanSupplier rests, long before, int steps) {
        vlc.runAfter(LOOK, () -> {
            if (steps > 0 && rests.getAsBoolean() && screen.displayed() == before) {
                player.step();
                look(player, rests, before, steps - 1);
            }
        });
    }
}
