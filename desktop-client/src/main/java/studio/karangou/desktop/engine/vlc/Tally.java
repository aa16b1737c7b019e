package studio.karangou.desktop.engine.vlc;

import studio.karangou.desktop.feature.player.PlaybackFigures;
import uk.co.caprica.vlcj.media.MediaStatistics;

/// VLC counts from zero each time the film is opened anew, and at times in between; this counts on.
final class Tally {
    private final Count lost = new Count();
    private final Count decodedVideo = new Count();
    private final Count decodedAudio = new Count();
    private final Count playedAudio = new Count();
    private final Count lostAudio = new Count();
    private final Count corrupted = new Count();
    private int stalls;
    private int reopenings;

    void stalled() {
        stalls++;
    }

    void reopened() {
        reopenings++;
    }

    /// @param displayed and painted as our own screen counted them: VLC's own count is renewed late
    PlaybackFigures add(MediaStatistics seen, long displayed, long painted) {
        return new PlaybackFigures(
                displayed,
                painted,
                lost.see(seen.picturesLost()),
                decodedVideo.see(seen.decodedVideo()),
                decodedAudio.see(seen.decodedAudio()),
                playedAudio.see(seen.audioBuffersPlayed()),
                lostAudio.see(seen.audioBuffersLost()),
                corrupted.see(seen.demuxCorrupted()),
                stalls,
                reopenings);
    }

    private static final class Count {
        private long total;
        private int last;

        long see(int now) {
            total += now >= last ? now - last : now;
            last = now;
            return total;
        }
    }
}
