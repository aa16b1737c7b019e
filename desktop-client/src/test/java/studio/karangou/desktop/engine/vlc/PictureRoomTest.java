package studio.karangou.desktop.engine.vlc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import studio.karangou.desktop.feature.player.PlayableFilm.Size;

/// When a window's size is worth it to begin a film again in it.
class PictureRoomTest {
    private static final long MILLISECOND = 1_000_000;

    private final PictureRoom room = new PictureRoom();

    @Test
    void of_a_window_that_is_pulled_at_only_the_size_that_stays_counts() {
        int settled = 0;
        for (int moment = 0; moment < 2_000; moment += 50) {
            room.become(new Size(400 + moment, 300), moment * MILLISECOND);
            settled += room.isSettled((moment + 49) * MILLISECOND) ? 1 : 0;
        }
        assertThat(settled).isZero();

        assertThat(room.isSettled(2_349 * MILLISECOND)).isFalse();
        assertThat(room.isSettled(2_350 * MILLISECOND)).isTrue();
        assertThat(room.fitted(new Size(4_700, 600))).isEqualTo(new Size(2_350, 300));
    }

    @Test
    void pictures_are_as_large_as_the_film_where_no_window_says_otherwise() {
        assertThat(room.fitted(new Size(640, 360))).isEqualTo(new Size(640, 360));
        assertThat(room.isSettled(0)).isTrue();
    }
}
