package studio.karangou.desktop.engine.vlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FilmTimeTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Duration END = Duration.ofSeconds(24);

    private final FilmTime time = new FilmTime();

    @Test
    void after_a_seek_it_runs_from_the_picture_on() {
        time.sendTo(Duration.ofSeconds(10));
        assertThat(time.now(5 * SECOND)).isEqualTo(Duration.ofSeconds(10));

        time.picture(5 * SECOND, true);

        assertThat(time.now(6 * SECOND)).isEqualTo(Duration.ofSeconds(11));
    }

    @Test
    void a_late_picture_does_not_move_a_film_that_is_over() {
        time.sendTo(Duration.ofSeconds(22));
        time.picture(0, true);
        time.endAt(END);

        time.picture(2 * SECOND, true);

        assertThat(time.now(3 * SECOND)).isEqualTo(END);
    }

    @Test
    void it_does_not_run_far_without_the_players_own_time() {
        time.sendTo(Duration.ZERO);
        time.picture(0, true);

        assertThat(time.now(60 * SECOND)).isEqualTo(Duration.ofSeconds(3));
    }
}
