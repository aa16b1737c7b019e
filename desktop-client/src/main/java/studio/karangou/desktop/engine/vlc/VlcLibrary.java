package studio.karangou.desktop.engine.vlc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.desktop.feature.player.PlaybackFailure;
import studio.karangou.desktop.feature.player.Playbacks;
import uk.co.caprica.vlcj.factory.MediaPlayerFactory;

/// libVLC, loaded once in a program and in the background.
public final class VlcLibrary implements Playbacks, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VlcLibrary.class);

    /// Software decoding: frames go to memory anyway, and a driver cannot spoil a screening.
    private static final List<String> OPTIONS = List.of(
            "--quiet",
            "--no-video-title-show",
            "--intf=dummy",
            "--no-xlib",
            "--no-osd",
            "--no-lua",
            "--no-snapshot-preview",
            "--no-metadata-network-access",
            "--avcodec-hw=none",
            // the proxy answers from this machine: what is read ahead need only bridge a busy moment
            "--network-caching=600");

    private final CompletableFuture<MediaPlayerFactory> factory = new CompletableFuture<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Executor background;
    private final Executor foreground;
    private final List<Duration> pauses;

    /// Loads nothing yet.
    ///
    /// @param background where it loads, for some tenths of a second
    /// @param foreground runs work on the FX thread
    public VlcLibrary(Executor background, Executor foreground) {
        this(background, foreground, Recovery.PAUSES);
    }

    /// @param pauses before each try to go on with a film that broke off
    VlcLibrary(Executor background, Executor foreground, List<Duration> pauses) {
        this.background = background;
        this.foreground = foreground;
        this.pauses = pauses;
    }

    /// Begins to load libVLC, once however often it is asked. The first player asks by itself; who asks before spares
    /// that player's viewers the wait.
    public void load() {
        if (begun.compareAndSet(false, true)) {
            background.execute(() -> {
                try {
                    MediaPlayerFactory loaded = open();
                    Rehearsal.play(loaded, foreground);
                    factory.complete(loaded);
                } catch (RuntimeException | Error e) {
                    factory.completeExceptionally(e);
                }
            });
        }
    }

    @Override
    public Playback newPlayback() {
        load();
        VlcPlayback playback = VlcPlayback.on(factory, foreground, new Recovery(pauses));
        return new Playback(playback, playback.picture());
    }

    /// Gives libVLC back; after every player was closed.
    @Override
    public void close() {
        var _ = factory.whenComplete((loaded, failure) -> {
            if (loaded != null) {
                loaded.release();
            }
        });
    }

    private static MediaPlayerFactory open() {
        try {
            MediaPlayerFactory loaded = new MediaPlayerFactory(OPTIONS);
            LOG.info("libVLC {}", loaded.application().version());
            return loaded;
        } catch (RuntimeException | LinkageError e) {
            // vlcj throws what it finds: no library, a wrong version, a library without its plugins
            LOG.error("libVLC cannot be used", e);
            throw new FailureException(new PlaybackFailure.PlayerMissing(), e);
        }
    }
}
