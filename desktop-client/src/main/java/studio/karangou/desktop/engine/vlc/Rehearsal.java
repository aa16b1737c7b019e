package studio.karangou.desktop.engine.vlc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.co.caprica.vlcj.factory.MediaPlayerFactory;

/// A clip that is played for nobody: what the JVM and VLC do for the first film only (loading the decoder, setting up
/// pictures, the first call back from VLC's threads) is done before somebody waits for it.
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final int PATIENCE_SECONDS = 3;

    private Rehearsal() {}

    /// Blocks until a picture came, or for a few seconds; a rehearsal that fails leaves the film as it would have been.
    ///
    /// @return whether a picture came
    static boolean play(MediaPlayerFactory library, Executor foreground) {
        CountDownLatch over = new CountDownLatch(1);
        VlcScreen screen = new VlcScreen(foreground, keptBack -> over.countDown(), () -> false);
        VlcPlayer player = new VlcPlayer(library, screen, over::countDown);
        try {
            Path clip = Files.createTempFile("karangou", ".h264");
            try {
                Files.write(clip, RehearsalClip.bytes());
                player.start(clip.toUri());
                boolean ended = over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                player.apply(new Choices()::applyAll);
                if (screen.displayed() == 0) {
                    LOG.info("the rehearsal gave no picture{}", ended ? "" : " and did not end");
                }
            } finally {
                player.stop();
                Files.delete(clip);
            }
        } catch (IOException e) {
            LOG.warn("no rehearsal, the first film takes longer to begin", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            player.release();
        }
        return screen.displayed() > 0;
    }
}
