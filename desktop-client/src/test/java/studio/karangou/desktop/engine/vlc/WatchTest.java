package studio.karangou.desktop.engine.vlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.karangou.desktop.engine.vlc.StallWatch.Verdict;

/// The watch over the film, its tries and its time, without VLC.
class WatchTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void a_time_that_stands_still_for_two_seconds_is_a_stall_and_after_twenty_a_new_opening() {
        StallWatch watch = new StallWatch();
        assertThat(watch.see(Duration.ofSeconds(5))).isEqualTo(Verdict.MOVES);
        for (int look = 1; look < 8; look++) {
            assertThat(watch.see(Duration.ofSeconds(5))).isEqualTo(Verdict.UNSURE);
        }
        for (int look = 8; look < 80; look++) {
            assertThat(watch.see(Duration.ofSeconds(5))).isEqualTo(Verdict.STANDS_STILL);
        }
        assertThat(watch.see(Duration.ofSeconds(5))).isEqualTo(Verdict.OPEN_ANEW);
        assertThat(watch.see(Duration.ofSeconds(6))).isEqualTo(Verdict.MOVES);
    }

    @Test
    void a_film_that_breaks_off_at_one_place_has_five_tries() {
        Recovery recovery = new Recovery(Recovery.PAUSES);
        recovery.begin(Duration.ofSeconds(60));
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThat(recovery.brokeOffAt(Duration.ofSeconds(62))).isPresent();
        }
        assertThat(recovery.brokeOffAt(Duration.ofSeconds(62))).isEmpty();
    }

    @Test
    void ten_seconds_of_film_earn_all_tries_again() {
        Recovery recovery = new Recovery(Recovery.PAUSES);
        recovery.begin(Duration.ZERO);
        for (int attempt = 0; attempt < 4; attempt++) {
            recovery.brokeOffAt(Duration.ofSeconds(1));
        }
        assertThat(recovery.brokeOffAt(Duration.ofSeconds(12))).isEqualTo(Optional.of(Duration.ZERO));
    }

    @Test
    void after_a_seek_the_time_stands_until_the_picture_comes() {
        FilmTime time = new FilmTime();
        time.sendTo(Duration.ofSeconds(100));
        assertThat(time.now(5 * SECOND)).isEqualTo(Duration.ofSeconds(100));
        time.picture(6 * SECOND, true);
        assertThat(time.now(7 * SECOND)).isEqualTo(Duration.ofSeconds(101));
    }

    @Test
    void another_places_time_after_a_seek_is_not_believed() {
        FilmTime time = playingFrom(Duration.ofSeconds(100));
        time.told(Duration.ofSeconds(7), SECOND / 4);
        assertThat(time.now(SECOND / 2)).isEqualTo(Duration.ofMillis(100_500));
        time.told(Duration.ofMillis(100_300), SECOND / 2);
        assertThat(time.now(SECOND)).isEqualTo(Duration.ofSeconds(101));
    }

    @Test
    void the_time_does_not_run_away_from_a_film_that_stands_still() {
        FilmTime time = playingFrom(Duration.ofSeconds(100));
        time.told(Duration.ofSeconds(100), SECOND / 4);
        assertThat(time.now(60 * SECOND)).isLessThanOrEqualTo(Duration.ofMillis(101_300));
    }

    @Test
    void without_any_time_of_vlcs_it_runs_three_seconds_at_most() {
        FilmTime time = playingFrom(Duration.ofSeconds(100));
        assertThat(time.now(60 * SECOND)).isEqualTo(Duration.ofSeconds(103));
    }

    @Test
    void at_double_speed_the_time_runs_twice_as_fast() {
        FilmTime time = playingFrom(Duration.ZERO);
        time.rate(2, 0);
        assertThat(time.now(SECOND)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_paused_film_stays_where_it_is() {
        FilmTime time = playingFrom(Duration.ofSeconds(10));
        time.stop(SECOND);
        assertThat(time.now(50 * SECOND)).isEqualTo(Duration.ofSeconds(11));
        time.run(50 * SECOND);
        assertThat(time.now(51 * SECOND)).isEqualTo(Duration.ofSeconds(12));
    }

    private static FilmTime playingFrom(Duration position) {
        FilmTime time = new FilmTime();
        time.sendTo(position);
        time.picture(0, true);
        return time;
    }
}
