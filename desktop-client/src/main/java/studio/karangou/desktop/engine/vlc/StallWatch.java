package studio.karangou.desktop.engine.vlc;

import java.time.Duration;

/// Compares the film's time with what is expected of it. libVLC says nothing when its server stalls, and it goes on
/// displaying the last picture; so only a time that stands still tells. Counts its own looks rather than read a
/// clock, which may be set while a film plays.
final class StallWatch {
    /// How often to look.
    static final Duration PERIOD = Duration.ofMillis(250);

    /// Looks after which a film that stands still is stalled. VLC renews its time about once a second.
    private static final int STILL = 8;
    /// Looks after which it is opened anew.
    private static final int HOPELESS = 80;

    private Duration position = Duration.ZERO;
    private int still;

    /// The film is expected to move from now on.
    void begin() {
        still = 0;
    }

    /// The film's time as VLC tells it now.
    Verdict see(Duration now) {
        if (!now.equals(position)) {
            position = now;
            still = 0;
            return Verdict.MOVES;
        }
        still++;
        if (still % HOPELESS == 0) {
            return Verdict.OPEN_ANEW;
        }
        return still >= STILL ? Verdict.STANDS_STILL : Verdict.UNSURE;
    }

    enum Verdict {
        MOVES,
        UNSURE,
        STANDS_STILL,
        OPEN_ANEW
    }
}
