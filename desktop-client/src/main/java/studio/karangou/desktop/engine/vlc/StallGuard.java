package studio.karangou.desktop.engine.vlc;

import java.time.Duration;
import java.util.function.Supplier;
import studio.karangou.desktop.feature.player.PlaybackState;

/// Watches on a thread of its own whether a film goes on, so that it is told even when VLC does not come back.
final class StallGuard implements AutoCloseable {
    private final VlcThread thread = new VlcThread("karangou-vlc-watch");
    private final StallWatch stall = new StallWatch();
    private final StateCell state;
    private final Supplier<Duration> told;
    private final Runnable stoodStill;
    private final Runnable openAnew;

    /// @param told what VLC said last of the film's time
    /// @param stoodStill a film that played does not go on
    /// @param openAnew it did not for so long that it is to be opened anew
    StallGuard(StateCell state, Supplier<Duration> told, Runnable stoodStill, Runnable openAnew) {
        this.state = state;
        this.told = told;
        this.stoodStill = stoodStill;
        this.openAnew = openAnew;
    }

    void begin() {
        thread.every(StallWatch.PERIOD, this::look);
    }

    private void look() {
        PlaybackState now = state.get();
        boolean waits = now instanceof PlaybackState.Opening
                || now instanceof PlaybackState.Playing
                || now instanceof PlaybackState.Stalled;
        if (!waits) {
            stall.begin();
            return;
        }
        switch (stall.see(told.get())) {
            case MOVES -> {
                if (now instanceof PlaybackState.Stalled) {
                    state.become(new PlaybackState.Playing());
                }
            }
            case STANDS_STILL -> {
                if (now instanceof PlaybackState.Playing) {
                    stoodStill.run();
                }
            }
            case OPEN_ANEW -> openAnew.run();
            case UNSURE -> {}
        }
    }

    @Override
    public void close() {
        thread.close(() -> {});
    }
}
