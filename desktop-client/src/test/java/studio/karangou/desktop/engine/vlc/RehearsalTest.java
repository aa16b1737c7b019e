package studio.karangou.desktop.engine.vlc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import uk.co.caprica.vlcj.factory.MediaPlayerFactory;

class RehearsalTest {
    @Test
    void vlc_shows_the_clip_that_is_written_by_hand() {
        MediaPlayerFactory library = new MediaPlayerFactory("--quiet", "--intf=dummy", "--aout=dummy", "--no-xlib");
        try {
            assertThat(Rehearsal.play(library, nobodyLooks -> {})).isTrue();
        } finally {
            library.release();
        }
    }
}
