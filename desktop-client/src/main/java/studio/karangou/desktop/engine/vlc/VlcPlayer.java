package studio.karangou.desktop.engine.vlc;

import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.co.caprica.vlcj.factory.MediaPlayerFactory;
import uk.co.caprica.vlcj.media.MediaStatistics;
import uk.co.caprica.vlcj.player.base.MediaPlayer;
import uk.co.caprica.vlcj.player.base.MediaPlayerEventAdapter;
import uk.co.caprica.vlcj.player.base.State;
import uk.co.caprica.vlcj.player.embedded.EmbeddedMediaPlayer;

/// libVLC's player as the film needs it. Only ever used on the VLC thread.
final class VlcPlayer {
    private static final Logger LOG = LoggerFactory.getLogger(VlcPlayer.class);
    /// VLC's output that plays nothing and keeps the time.
    private static final String SILENCE = "adummy";

    private final EmbeddedMediaPlayer player;
    private final boolean heard = SoundCard.here();

    /// @param stopped called on VLC's thread when the film ended or broke off; must return at once
    VlcPlayer(MediaPlayerFactory factory, VlcScreen screen, Runnable stopped) {
        player = factory.mediaPlayers().newEmbeddedMediaPlayer();
        player.videoSurface().set(screen);
        player.videoSurface().attachVideoSurface();
        if (!heard && !player.audio().setOutput(SILENCE)) {
            LOG.warn("VLC has no silent output; without a sound card it may look for one again and again");
        }
        player.events().addMediaPlayerEventListener(new MediaPlayerEventAdapter() {
            @Override
            public void finished(MediaPlayer source) {
                stopped.run();
            }

            @Override
            public void error(MediaPlayer source) {
                stopped.run();
            }
        });
    }

    /// Whether the machine had an output for sound when this was made.
    boolean isHeard() {
        return heard;
    }

    /// Begins at the beginning. VLC's `:start-time` is of no use: with subtitles in one piece it waits for as long as
    /// the film has run until then.
    void start(URI address) {
        player.media().play(address.toString());
    }

    void pause(boolean pause) {
        player.controls().setPause(pause);
    }

    void seek(Duration to) {
        player.controls().setTime(to.toMillis());
    }

    /// Shows the next frame of a paused film.
    void step() {
        player.controls().nextFrame();
    }

    /// Waits until nothing plays any more.
    void stop() {
        player.controls().stop();
    }

    Duration time() {
        return Duration.ofMillis(Math.max(0, player.status().time()));
    }

    /// Whether it has come to the end of what it could get.
    boolean isOver() {
        State state = player.status().state();
        return state == State.ENDED || state == State.ERROR;
    }

    MediaStatistics statistics() {
        MediaStatistics figures = player.media().info().statistics();
        return figures == null ? new MediaStatistics() : figures;
    }

    void apply(java.util.function.Consumer<MediaPlayer> choice) {
        choice.accept(player);
    }

    void release() {
        player.controls().stop();
        player.release();
    }
}
