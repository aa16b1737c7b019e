package studio.karangou.desktop.feature.player;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.desktop.ui.SameThread;
import studio.karangou.desktop.ui.Tasks;

class PlayerViewModelTest {
    private static final Instant START = Instant.parse("2026-11-22T20:00:00Z");

    private final FakePlayback playback = new FakePlayback();
    private final FakeFilm film = new FakeFilm(null);
    private final FakeResumePoints places = new FakeResumePoints();
    private final FakeViews views = new FakeViews();
    private Instant now = START;
    /// Why the film may not be opened, null if it may.
    private PlaybackFailure refusal;
    /// Work that waits until the test does it, null while it is done at once.
    private List<Runnable> later;

    @Test
    void a_film_begins_at_once_and_is_shown_when_its_picture_comes() {
        PlayerViewModel model = open(false);
        assertThat(playback.asked()).containsExactly("open PT0S");
        assertThat(model.screen().get()).isEqualTo(new PlayerScreen.Opening());
        playback.becomes(new PlaybackState.Playing());
        assertThat(model.screen().get()).isEqualTo(new PlayerScreen.Film(false));
    }

    @Test
    void a_film_that_may_not_be_shown_says_why() {
        PlayerViewModel model = new PlayerViewModel(
                FakeFilm.ID,
                new PlayerParts(
                        id -> {
                            throw new FailureException(new PlaybackFailure.NoPicture());
                        },
                        playback,
                        places,
                        views,
                        SameThread.tasks(),
                        clock(),
                        false),
                Runnable::run);
        assertThat(model.screen().get()).isEqualTo(new PlayerScreen.Failed(new PlaybackFailure.NoPicture()));
    }

    @Test
    void a_film_opens_although_the_place_where_one_stopped_cannot_be_read() {
        places.save(FakeFilm.ID, Duration.ofMinutes(12));
        places.breaks();
        PlayerViewModel model = playing(false);
        assertThat(model.screen().get()).isEqualTo(new PlayerScreen.Film(false));
        assertThat(model.hints().resumeOffer().get()).isNull();
        plays(model, Duration.ZERO, Duration.ofSeconds(8));
        assertThat(model.screen().get()).isEqualTo(new PlayerScreen.Film(false));
        model.close();
        assertThat(views.views()).hasSize(1);
    }

    @Test
    void the_controls_stay_while_the_keyboard_is_at_one_of_them() {
        PlayerViewModel model = playing(false);
        model.hints().hold(true);
        plays(model, Duration.ZERO, Duration.ofSeconds(20));
        assertThat(model.hints().controls().get()).isTrue();
        model.hints().hold(false);
        plays(model, Duration.ofSeconds(20), Duration.ofSeconds(5));
        assertThat(model.hints().controls().get()).isFalse();
    }

    @Test
    void a_machine_without_an_output_for_sound_says_so_and_plays() {
        playback.isSilent();
        PlayerViewModel model = playing(false);
        assertThat(model.notice().get()).isEqualTo(new PlaybackFailure.NoSound());
        assertThat(model.screen().get()).isEqualTo(new PlayerScreen.Film(false));
    }

    @Test
    void it_asks_whether_to_resume_and_plays_meanwhile() {
        places.save(FakeFilm.ID, Duration.ofMinutes(12));
        PlayerViewModel model = playing(false);
        assertThat(model.hints().resumeOffer().get()).isEqualTo(Duration.ofMinutes(12));
        plays(model, Duration.ZERO, Duration.ofSeconds(8));
        assertThat(places.of(FakeFilm.ID)).contains(Duration.ofMinutes(12));
        model.resume();
        assertThat(playback.asked()).last().isEqualTo("seek PT12M");
        assertThat(model.hints().resumeOffer().get()).isNull();
    }

    @Test
    void the_question_goes_away_by_itself_and_the_place_is_kept_again() {
        places.save(FakeFilm.ID, Duration.ofMinutes(12));
        PlayerViewModel model = playing(false);
        plays(model, Duration.ZERO, Duration.ofSeconds(40));
        assertThat(model.hints().resumeOffer().get()).isNull();
        assertThat(places.of(FakeFilm.ID).orElseThrow()).isBetween(Duration.ofSeconds(35), Duration.ofSeconds(40));
    }

    @Test
    void the_place_survives_a_crash_by_five_seconds() {
        PlayerViewModel model = playing(false);
        model.seekTo(Duration.ofMinutes(30));
        plays(model, Duration.ofMinutes(30), Duration.ofSeconds(12));
        assertThat(places.of(FakeFilm.ID).orElseThrow())
                .isGreaterThanOrEqualTo(Duration.ofMinutes(30).plusSeconds(7));
    }

    @Test
    void what_was_skipped_does_not_count_as_watched() {
        PlayerViewModel model = playing(false);
        plays(model, Duration.ZERO, Duration.ofSeconds(20));
        model.seekTo(Duration.ofMinutes(50));
        plays(model, Duration.ofMinutes(50), Duration.ofSeconds(10));
        model.close();
        assertThat(views.views()).hasSize(1);
        FilmViewed view = views.views().getFirst();
        assertThat(view.watched()).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(31));
        assertThat(view.toTheEnd()).isFalse();
        assertThat(view.audience()).isEqualTo(1);
        assertThat(film.isClosed()).isTrue();
    }

    @Test
    void a_film_that_was_never_shown_is_no_view() {
        PlayerViewModel model = open(false);
        model.close();
        model.close();
        assertThat(views.views()).isEmpty();
        assertThat(playback.asked()).containsOnlyOnce("close");
    }

    @Test
    void what_was_shown_survives_a_crash_by_five_seconds_and_no_second_is_made_up() {
        PlayerViewModel model = playing(false);
        plays(model, Duration.ZERO, Duration.ofSeconds(20));
        model.seekTo(Duration.ofMinutes(50));
        plays(model, Duration.ofMinutes(50), Duration.ofSeconds(12));
        FilmViewed kept = views.kept().getLast();
        assertThat(kept.watched()).isBetween(Duration.ofSeconds(27), Duration.ofSeconds(32));
        assertThat(kept.toTheEnd()).isFalse();
        assertThat(views.views()).isEmpty();
    }

    @Test
    void a_view_is_kept_while_it_is_asked_whether_to_resume() {
        places.save(FakeFilm.ID, Duration.ofMinutes(12));
        PlayerViewModel model = playing(false);
        plays(model, Duration.ZERO, Duration.ofSeconds(14));
        assertThat(model.hints().resumeOffer().get()).isNotNull();
        assertThat(views.kept()).hasSize(2);
    }

    @Test
    void a_crash_while_the_audience_is_asked_for_leaves_a_view_to_the_end() {
        ended();
        assertThat(views.views()).isEmpty();
        assertThat(views.kept().getLast().toTheEnd()).isTrue();
    }

    @Test
    void a_slow_disk_gets_one_view_after_the_other_and_the_end_last() {
        PlayerViewModel model = playing(true);
        later = new ArrayList<>();
        plays(model, Duration.ZERO, Duration.ofSeconds(30));
        playback.becomes(new PlaybackState.Ended());
        while (!later.isEmpty()) {
            later.removeFirst().run();
        }
        assertThat(views.kept()).hasSize(2);
        assertThat(views.kept().getLast().toTheEnd()).isTrue();
    }

    @Test
    void a_disk_that_takes_no_view_does_not_stop_the_film() {
        PlayerViewModel model = playing(false);
        views.refusesWith(new PlaybackFailure.NoPicture());
        plays(model, Duration.ZERO, Duration.ofSeconds(8));
        assertThat(model.screen().get()).isEqualTo(new PlayerScreen.Film(false));
        assertThat(model.notice().get()).isEqualTo(new PlaybackFailure.NoPicture());
        views.refusesWith(null);
        plays(model, Duration.ofSeconds(8), Duration.ofSeconds(8));
        assertThat(views.kept()).isNotEmpty();
    }

    @Test
    void it_is_known_from_outside_whether_the_film_still_needs_the_screen() {
        PlayerViewModel model = open(false);
        assertThat(model.screen().get().activity()).isEqualTo(PlayerActivity.WAITS);
        playback.becomes(new PlaybackState.Playing());
        assertThat(model.screen().get().activity()).isEqualTo(PlayerActivity.RUNS);
        playback.becomes(new PlaybackState.Paused());
        assertThat(model.screen().get().activity()).isEqualTo(PlayerActivity.RESTS);
        playback.becomes(new PlaybackState.Stalled());
        assertThat(model.screen().get().activity()).isEqualTo(PlayerActivity.WAITS);
        playback.becomes(new PlaybackState.Failed(new PlaybackFailure.NoPicture()));
        assertThat(model.screen().get().activity()).isEqualTo(PlayerActivity.RESTS);
        playback.becomes(new PlaybackState.Ended());
        assertThat(model.screen().get().activity()).isEqualTo(PlayerActivity.RESTS);
    }

    @Test
    void the_end_is_recorded_once_and_the_place_forgotten() {
        places.save(FakeFilm.ID, Duration.ofMinutes(12));
        PlayerViewModel model = playing(false);
        model.seekTo(FakeFilm.LENGTH.minusSeconds(5));
        plays(model, FakeFilm.LENGTH.minusSeconds(5), Duration.ofSeconds(4));
        playback.becomes(new PlaybackState.Ended());
        assertThat(model.screen().get()).isEqualTo(new PlayerScreen.Ended(false));
        assertThat(places.of(FakeFilm.ID)).isEmpty();
        model.close();
        assertThat(views.views())
                .singleElement()
                .satisfies(view -> assertThat(view.toTheEnd()).isTrue());
        assertThat(places.of(FakeFilm.ID)).isEmpty();
    }

    @Test
    void a_host_says_how_many_people_watched() {
        PlayerViewModel model = ended();
        assertThat(model.screen().get()).isEqualTo(new PlayerScreen.Ended(true));
        assertThat(views.views()).isEmpty();
        assertThat(model.audience(" 143 ")).isTrue();
        assertThat(model.screen().get()).isEqualTo(new PlayerScreen.Ended(false));
        model.close();
        assertThat(views.views())
                .singleElement()
                .satisfies(view -> assertThat(view.audience()).isEqualTo(143));
    }

    @Test
    void an_audience_that_cannot_be_written_is_asked_again_and_says_why() {
        PlayerViewModel model = ended();
        views.refusesWith(new PlaybackFailure.NoPicture());
        assertThat(model.audience("143")).isTrue();
        assertThat(model.screen().get()).isEqualTo(new PlayerScreen.Ended(true));
        assertThat(model.notice().get()).isEqualTo(new PlaybackFailure.NoPicture());
        views.refusesWith(null);
        assertThat(model.audience("143")).isTrue();
        assertThat(model.screen().get()).isEqualTo(new PlayerScreen.Ended(false));
        assertThat(model.notice().get()).isNull();
        assertThat(views.views())
                .singleElement()
                .satisfies(view -> assertThat(view.audience()).isEqualTo(143));
    }

    @Test
    void the_question_stays_until_the_view_is_on_disk() {
        PlayerViewModel model = ended();
        later = new ArrayList<>();
        model.audience("143");
        assertThat(model.screen().get()).isEqualTo(new PlayerScreen.Ended(true));
        List.copyOf(later).forEach(Runnable::run);
        assertThat(model.screen().get()).isEqualTo(new PlayerScreen.Ended(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-3", "douze", "100001", "99999999999"})
    void an_audience_that_is_no_number_of_people_is_asked_again(String typed) {
        PlayerViewModel model = ended();
        assertThat(model.audience(typed)).isFalse();
        assertThat(views.views()).isEmpty();
        model.close();
        assertThat(views.views()).hasSize(1);
    }

    @Test
    void who_leaves_in_the_credits_is_asked_once_how_many_watched() {
        PlayerViewModel model = playing(true);
        plays(model, Duration.ZERO, FakeFilm.LENGTH.dividedBy(2).plusSeconds(5));
        assertThat(model.mayLeave()).isFalse();
        assertThat(playback.asked()).last().isEqualTo("pause");
        playback.becomes(new PlaybackState.Paused());
        assertThat(model.screen().get()).isEqualTo(new PlayerScreen.Leaving());
        model.typedAudience("87");
        assertThat(model.mayLeave()).isTrue();
        model.close();
        assertThat(views.views()).singleElement().satisfies(view -> {
            assertThat(view.audience()).isEqualTo(87);
            assertThat(view.toTheEnd()).isFalse();
        });
    }

    @Test
    void a_film_that_was_left_by_mistake_goes_on_where_it_was() {
        PlayerViewModel model = playing(true);
        Duration place = FakeFilm.LENGTH.dividedBy(2).plusSeconds(5);
        plays(model, Duration.ZERO, place);
        assertThat(model.mayLeave()).isFalse();

        model.togglePlay();

        assertThat(playback.asked()).last().isEqualTo("play");
        assertThat(model.screen().get()).isEqualTo(new PlayerScreen.Film(false));
        assertThat(views.views()).isEmpty();
        assertThat(model.mayLeave()).as("asked again").isFalse();
        model.seekBy(Duration.ofSeconds(-10));
        assertThat(playback.asked()).endsWith("seek " + place.minusSeconds(10), "play");
        model.close();
        assertThat(places.of(FakeFilm.ID)).contains(place.minusSeconds(10));
    }

    @Test
    void a_film_that_waits_while_it_is_left_goes_on_waiting_behind_the_question() {
        PlayerViewModel model = playing(true);
        plays(model, Duration.ZERO, FakeFilm.LENGTH.dividedBy(2).plusSeconds(5));
        playback.becomes(new PlaybackState.Stalled());
        assertThat(model.mayLeave()).isFalse();
        playback.becomes(new PlaybackState.Stalled());
        model.tick();
        assertThat(model.screen().get()).isEqualTo(new PlayerScreen.Leaving());
        playback.becomes(new PlaybackState.Failed(new PlaybackFailure.NoPicture()));
        assertThat(model.screen().get()).isInstanceOf(PlayerScreen.Failed.class);
        assertThat(model.mayLeave()).isFalse();
        model.goOn();
        assertThat(playback.asked()).last().asString().startsWith("open ");
    }

    @Test
    void who_has_seen_little_or_is_alone_leaves_at_once() {
        PlayerViewModel venue = playing(true);
        plays(venue, Duration.ZERO, Duration.ofSeconds(30));
        assertThat(venue.mayLeave()).isTrue();
        PlayerViewModel kiosk = playing(false);
        plays(kiosk, Duration.ZERO, FakeFilm.LENGTH.dividedBy(2).plusSeconds(5));
        assertThat(kiosk.mayLeave()).isTrue();
    }

    @Test
    void a_replay_is_a_showing_of_its_own() {
        PlayerViewModel model = ended();
        model.typedAudience("1 200");
        model.replay();
        assertThat(views.views())
                .singleElement()
                .satisfies(view -> assertThat(view.audience()).isEqualTo(1_200));
        assertThat(playback.asked()).last().isEqualTo("open PT0S");
        playback.becomes(new PlaybackState.Playing());
        plays(model, Duration.ZERO, Duration.ofSeconds(30));
        model.close();
        assertThat(views.views()).hasSize(2);
        assertThat(views.views().getLast().toTheEnd()).isFalse();
        assertThat(views.views().getLast().audience()).as("nobody counted").isEqualTo(1);
    }

    @Test
    void a_replay_needs_the_licence_again() {
        PlayerViewModel model = ended();
        refusal = new PlaybackFailure.NoPicture();
        model.replay();
        assertThat(film.isClosed()).isTrue();
        assertThat(model.screen().get()).isEqualTo(new PlayerScreen.Failed(new PlaybackFailure.NoPicture()));
        assertThat(playback.asked()).containsOnlyOnce("open PT0S");
        refusal = null;
        model.retry();
        assertThat(playback.asked()).last().isEqualTo("open PT0S");
    }

    @Test
    void a_film_that_waits_says_what_for() {
        PlayerViewModel model = playing(false);
        playback.becomes(new PlaybackState.Stalled());
        assertThat(model.screen().get()).isEqualTo(new PlayerScreen.Waiting(null));
        film.waitsFor(new PlaybackFailure.NoPicture());
        model.tick();
        assertThat(model.screen().get()).isEqualTo(new PlayerScreen.Waiting(new PlaybackFailure.NoPicture()));
    }

    @Test
    void after_a_failure_it_is_tried_again_where_the_film_was() {
        PlayerViewModel model = playing(false);
        plays(model, Duration.ZERO, Duration.ofSeconds(20));
        playback.becomes(new PlaybackState.Failed(new PlaybackFailure.BrokeOff("0:20")));
        model.retry();
        assertThat(playback.asked()).last().isEqualTo("open PT20S");
    }

    @Test
    void the_controls_go_away_after_three_seconds_but_not_while_paused() {
        PlayerViewModel model = playing(false);
        model.moved();
        now = now.plusMillis(2_900);
        model.tick();
        assertThat(model.hints().controls().get()).isTrue();
        now = now.plusMillis(200);
        model.tick();
        assertThat(model.hints().controls().get()).isFalse();
        model.togglePlay();
        now = now.plusSeconds(20);
        model.tick();
        assertThat(model.hints().controls().get()).isTrue();
    }

    @Test
    void a_clock_that_is_set_back_does_not_keep_the_controls() {
        PlayerViewModel model = playing(false);
        model.moved();
        now = now.minusSeconds(86_400);
        model.tick();
        assertThat(model.hints().controls().get()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-10, 50", "10, 70", "-600, 0", "99999, 6119"})
    void a_seek_stays_within_the_film(long by, long at) {
        PlayerViewModel model = playing(false);
        plays(model, Duration.ZERO, Duration.ofSeconds(60));
        model.seekBy(Duration.ofSeconds(by));
        assertThat(playback.asked()).last().isEqualTo("seek " + Duration.ofSeconds(at));
        assertThat(model.hints().preview().get()).isEqualTo(Duration.ofSeconds(at));
        now = now.plusSeconds(2);
        model.tick();
        assertThat(model.hints().preview().get()).isNull();
    }

    @Test
    void digits_go_to_tenths_of_the_film() {
        PlayerViewModel model = playing(false);
        model.seekToTenth(5);
        assertThat(playback.asked()).last().isEqualTo("seek PT51M");
    }

    @Test
    void languages_go_round_and_no_subtitles_come_after_the_last() {
        Sound sound = playing(false).sound();
        assertThat(sound.audio().get()).isEqualTo(new LanguageTag("ee"));
        sound.speakNext();
        sound.speakNext();
        assertThat(sound.audio().get()).isEqualTo(new LanguageTag("ee"));
        sound.writeNext();
        sound.writeNext();
        assertThat(sound.subtitles().get()).isEqualTo(new LanguageTag("en"));
        sound.writeNext();
        assertThat(sound.subtitles().get()).isNull();
        assertThat(playback.asked()).endsWith("subtitles fr", "subtitles en", "subtitles null");
    }

    @Test
    void turning_the_volume_up_ends_muting() {
        Sound sound = playing(false).sound();
        sound.toggleMute();
        sound.quieter();
        assertThat(sound.muted().get()).isTrue();
        sound.louder();
        assertThat(sound.muted().get()).isFalse();
        sound.louder();
        assertThat(sound.volume().get()).isEqualTo(100);
    }

    @Test
    void speed_goes_from_half_to_double() {
        Sound sound = playing(false).sound();
        for (int i = 0; i < 9; i++) {
            sound.faster();
        }
        assertThat(sound.rate().get()).isEqualTo(2.0);
        for (int i = 0; i < 9; i++) {
            sound.slower();
        }
        assertThat(sound.rate().get()).isEqualTo(0.5);
    }

    private PlayerViewModel ended() {
        PlayerViewModel model = playing(true);
        plays(model, Duration.ZERO, Duration.ofSeconds(30));
        playback.becomes(new PlaybackState.Ended());
        return model;
    }

    private PlayerViewModel playing(boolean countsAudience) {
        PlayerViewModel model = open(countsAudience);
        playback.becomes(new PlaybackState.Playing());
        return model;
    }

    private PlayerViewModel open(boolean countsAudience) {
        return new PlayerViewModel(
                FakeFilm.ID,
                new PlayerParts(
                        id -> source(),
                        playback,
                        places,
                        views,
                        new Tasks(this::background, Runnable::run),
                        clock(),
                        countsAudience),
                Runnable::run);
    }

    private PlayableFilm source() {
        if (refusal != null) {
            throw new FailureException(refusal);
        }
        return film;
    }

    private void background(Runnable work) {
        if (later == null) {
            work.run();
        } else {
            later.add(work);
        }
    }

    private void plays(PlayerViewModel model, Duration from, Duration howLong) {
        for (Duration gone = Duration.ZERO; gone.compareTo(howLong) <= 0; gone = gone.plusMillis(250)) {
            playback.isAt(from.plus(gone));
            model.tick();
            now = now.plusMillis(250);
        }
    }

    private InstantSource clock() {
        return () -> now;
    }
}
