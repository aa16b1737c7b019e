package studio.karangou.desktop.engine.vlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import studio.karangou.desktop.feature.player.PlayableFilm.Size;

class FramesTest {
    private static final int PIXELS = 64 * 36;

    private final Frames frames = new Frames(new Size(64, 36));

    @BeforeAll
    static void toolkit() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void a_picture_is_the_same_as_before_only_to_the_last_byte() {
        write(PIXELS - 1, 0xff102030);
        assertThat(frames.isSameAsBefore()).as("nothing was before").isFalse();
        frames.written();
        write(PIXELS - 1, 0xff102030);
        assertThat(frames.isSameAsBefore()).as("as the one that waits").isTrue();
        show();
        write(PIXELS - 1, 0xff102030);
        assertThat(frames.isSameAsBefore()).as("as the one that is shown").isTrue();
        write(PIXELS - 1, 0xff102031);
        assertThat(frames.isSameAsBefore()).isFalse();
        frames.written();
        show();
    }

    private void show() {
        assertThat(WaitForAsyncUtils.waitForAsyncFx(20_000, frames::toShow)).isNotNull();
    }

    private void write(int pixel, int colour) {
        frames.toWrite().setInt((long) pixel * Integer.BYTES, colour);
    }
}
