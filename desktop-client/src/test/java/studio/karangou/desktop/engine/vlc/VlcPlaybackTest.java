package studio.karangou.desktop.engine.vlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Subscription;
import studio.karangou.desktop.feature.player.PlayableFilm;
import studio.karangou.desktop.feature.player.PlaybackControl;
import studio.karangou.desktop.feature.player.PlaybackControl.Opening;
import studio.karangou.desktop.feature.player.PlaybackFailure;
import studio.karangou.desktop.feature.player.PlaybackFigures;
import studio.karangou.desktop.feature.player.PlaybackState;
import studio.karangou.desktop.feature.player.Playbacks.Playback;
import uk.co.caprica.vlcj.player.base.MediaPlayer;

/// The real libVLC on a real film.
class VlcPlaybackTest {
    /// Before each try to go on; the real ones are in [Recovery#PAUSES].
    private static final List<Duration> SOON = List.of(Duration.ZERO, Duration.ofMillis(20), Duration.ofMillis(20));

    @TempDir
    static Path folder;

    private static TestFilm film;
    private static VlcLibrary library;

    private FilmServer server;
    private Playback playback;
    private PlaybackControl control;

    @BeforeAll
    static void make_a_film_and_load_the_player() throws IOException, InterruptedException {
        film = TestFilm.in(folder);
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
        } catch (IllegalStateException e) {
            Platform.runLater(started::countDown);
        }
        Platform.setImplicitExit(false);
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        library = new VlcLibrary(Executors.newVirtualThreadPerTaskExecutor(), Platform::runLater, SOON);
    }

    @AfterAll
    static void give_the_player_back() {
        library.close();
    }

    @BeforeEach
    void open_a_player() throws IOException {
        server = new FilmServer(film);
        playback = library.newPlayback();
        control = playback.control();
    }

    @AfterEach
    void close_the_player() {
        control.close();
        server.close();
    }

    @Test
    void a_film_plays_and_nothing_is_lost() {
        AtomicInteger pictures = new AtomicInteger();
        Platform.runLater(() -> playback.picture().frame().subscribe(image -> {
            pictures.incrementAndGet();
        }));
        open(Duration.ZERO);
        await(PlaybackState.Playing.class);
        awaitPosition(at -> at.compareTo(Duration.ofSeconds(4)) >= 0);
        PlaybackFigures figures = control.figures();
        assertThat(figures.lost()).isZero();
        assertThat(figures.corrupted()).isZero();
        assertThat(figures.decodedAudio()).isGreaterThan(100);
        assertThat(figures.displayed()).isGreaterThan(80);
        assertThat(pictures).hasValueGreaterThan(80);
        Image frame = playback.picture().frame().get();
        assertThat(frame.getWidth()).isEqualTo(640);
        assertThat(frame.getHeight()).isEqualTo(360);
        assertThat(colours(frame)).hasSizeGreaterThan(10);
    }

    @Test
    void pictures_are_made_as_large_as_their_window_and_a_film_goes_on_in_others_when_it_changes() {
        playback.picture().fit(new PlayableFilm.Size(480, 400));
        open(Duration.ofSeconds(3));
        await(PlaybackState.Playing.class);
        awaitThat(() -> isShown(480, 270));
        awaitPosition(at -> at.compareTo(Duration.ofSeconds(4)) >= 0);
        playback.picture().fit(new PlayableFilm.Size(960, 540));
        awaitThat(() -> isShown(960, 540));
        assertThat(control.position()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        awaitPosition(at -> at.compareTo(Duration.ofSeconds(5)) >= 0);
        control.pause();
        await(PlaybackState.Paused.class);
        playback.picture().fit(TestFilm.SIZE);
        control.play();
        awaitThat(() -> isShown(640, 360));
        assertThat(control.figures().reopenings()).isZero();
        assertThat(control.figures().stalls()).isZero();
    }

    @Test
    void a_window_that_changed_while_the_film_was_opened_is_not_forgotten() {
        server.stall(path -> path.startsWith("high-"));
        playback.picture().fit(new PlayableFilm.Size(480, 400));
        open(Duration.ofSeconds(3));
        awaitThat(() -> server.served().stream().anyMatch(path -> path.startsWith("high-")));
        playback.picture().fit(new PlayableFilm.Size(960, 540));
        // as long as it takes until nobody pulls at it any more
        long stands = System.nanoTime() + Duration.ofMillis(700).toNanos();
        awaitThat(() -> System.nanoTime() > stands);
        assertThat(control.state()).isInstanceOf(PlaybackState.Opening.class);

        server.goOn();

        await(PlaybackState.Playing.class);
        awaitThat(() -> isShown(960, 540));
        assertThat(control.figures().reopenings()).isZero();
    }

    private boolean isShown(int width, int height) {
        Image image = playback.picture().frame().get();
        return image != null && image.getWidth() == width && image.getHeight() == height;
    }

    @Test
    void a_film_ends_when_it_is_over() {
        open(Duration.ofMillis(22_500));
        await(PlaybackState.Playing.class);
        await(PlaybackState.Ended.class);
        assertThat(control.position()).isEqualTo(TestFilm.LENGTH);
        assertThat(control.figures().reopenings()).isZero();
        control.seek(Duration.ofSeconds(5));
        await(PlaybackState.Playing.class);
        awaitPosition(at -> at.compareTo(Duration.ofMillis(5_500)) > 0 && at.compareTo(Duration.ofSeconds(9)) < 0);
    }

    @Test
    void what_goes_on_behind_the_films_length_is_not_shown_and_a_seek_plays_it_again() {
        Duration length = Duration.ofSeconds(9);
        control.open(new Opening(server.address(), TestFilm.SIZE, length, Duration.ofSeconds(6)));
        await(PlaybackState.Playing.class);
        await(PlaybackState.Ended.class);
        assertThat(control.position()).isEqualTo(length);
        assertThat(control.figures().reopenings()).isZero();
        control.seek(Duration.ofSeconds(2));
        await(PlaybackState.Playing.class);
        awaitPosition(at -> at.compareTo(Duration.ofMillis(2_500)) > 0 && at.compareTo(Duration.ofSeconds(6)) < 0);
    }

    @Test
    void a_paused_picture_is_not_painted_again_and_a_seek_shows_another() {
        open(Duration.ZERO);
        await(PlaybackState.Playing.class);
        control.pause();
        await(PlaybackState.Paused.class);
        // one that was on its way
        awaitReadings(4);
        long displayed = control.figures().displayed();
        // VLC gives the same picture out again every 80 ms
        awaitReadings(6);
        assertThat(control.figures().displayed()).isEqualTo(displayed);
        Image before = playback.picture().frame().get();
        control.seek(Duration.ofSeconds(13));
        awaitThat(() -> !playback.picture().frame().get().equals(before));
    }

    /// Until the figures were read so often anew, which is done four times a second at most.
    @SuppressWarnings("ReferenceEquality") // figures that say the same may be newer
    private void awaitReadings(int count) {
        for (int i = 0; i < count; i++) {
            PlaybackFigures before = control.figures();
            awaitThat(() -> control.figures() != before);
        }
    }

    /// What libVLC itself says, on its thread.
    private <T> T asked(Function<MediaPlayer, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        ((VlcPlayback) control).choose(vlc -> answer.complete(question.apply(vlc)));
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void a_seek_is_exact_even_while_paused() {
        open(Duration.ZERO);
        await(PlaybackState.Playing.class);
        control.pause();
        await(PlaybackState.Paused.class);
        Image before = playback.picture().frame().get();
        control.seek(Duration.ofMillis(13_000));
        assertThat(control.position()).isEqualTo(Duration.ofMillis(13_000));
        awaitThat(() -> !playback.picture().frame().get().equals(before));
        control.play();
        await(PlaybackState.Playing.class);
        awaitPosition(at -> at.compareTo(Duration.ofMillis(13_500)) > 0);
        assertThat(control.position()).isLessThan(Duration.ofSeconds(16));
    }

    @Test
    void of_many_seeks_the_last_counts() {
        open(Duration.ZERO);
        await(PlaybackState.Playing.class);
        for (int second = 1; second <= 18; second++) {
            control.seek(Duration.ofSeconds(second));
        }
        awaitPosition(at -> at.compareTo(Duration.ofMillis(18_300)) > 0);
        assertThat(control.state()).isInstanceOf(PlaybackState.Playing.class);
    }

    @Test
    void it_begins_in_the_middle_of_a_segment_when_resumed() {
        open(Duration.ofMillis(11_500));
        await(PlaybackState.Playing.class);
        assertThat(control.position()).isGreaterThanOrEqualTo(Duration.ofMillis(11_100));
        awaitPosition(at -> at.compareTo(Duration.ofMillis(12_000)) > 0);
        assertThat(control.position()).isLessThan(Duration.ofSeconds(14));
    }

    @Test
    void sound_and_subtitles_change_language() {
        open(Duration.ZERO);
        await(PlaybackState.Playing.class);
        awaitThat(() -> control.figures().playedAudio() > 10);
        control.audio(new LanguageTag("en"));
        awaitThat(() -> server.served().stream().anyMatch(path -> path.startsWith("audio-en-")));
        assertThat(subtitleOnThePicture()).isEmpty();
        control.subtitles(new LanguageTag("ee"));
        awaitThat(() -> server.served().contains("subtitles-ee.vtt"));
        awaitThat(() -> !subtitleOnThePicture().isEmpty());
        int ewe = widthOf(subtitleOnThePicture());
        control.subtitles(new LanguageTag("fr"));
        awaitThat(() -> server.served().contains("subtitles-fr.vtt"));
        awaitThat(() -> !subtitleOnThePicture().isEmpty() && widthOf(subtitleOnThePicture()) != ewe);
        control.subtitles(null);
        awaitThat(() -> subtitleOnThePicture().isEmpty());
        long played = control.figures().playedAudio();
        awaitThat(() -> control.figures().playedAudio() > played + 50);
        assertThat(control.state()).isInstanceOf(PlaybackState.Playing.class);
    }

    @Test
    void rungs_of_other_sizes_and_frame_rates_come_in_one_size() {
        Set<Double> widths = new HashSet<>();
        Platform.runLater(() -> playback.picture().frame().subscribe(image -> {
            if (image != null) {
                widths.add(image.getWidth());
            }
        }));
        server.rungs(segment -> segment % 2 == 0 ? "high" : "low");
        open(Duration.ZERO);
        awaitPosition(at -> at.compareTo(Duration.ofMillis(8_500)) > 0);
        assertThat(control.figures().corrupted()).isZero();
        // VLC makes its output anew for every size and drops the second of pictures that it had decoded ahead
        assertThat(control.figures().displayed()).isGreaterThan(60);
        assertThat(widths).containsExactly(640.0);
    }

    @Test
    void a_server_that_stalls_is_seen_and_the_film_goes_on_when_it_does() {
        open(Duration.ofSeconds(5));
        awaitThat(() -> control.figures().displayed() > 20);
        server.stall(path -> path.startsWith("high-"));
        // VLC may have read the film to its end by now, and asks anew after a seek
        control.seek(Duration.ofSeconds(15));
        await(PlaybackState.Stalled.class);
        assertThat(control.position()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(18));
        server.goOn();
        await(PlaybackState.Playing.class);
        awaitPosition(at -> at.compareTo(Duration.ofSeconds(19)) > 0);
        assertThat(control.figures().stalls()).isPositive();
    }

    @Test
    void a_film_that_breaks_off_is_begun_again_where_it_was() {
        server.lose(path -> path.matches(".*-(00[4-9]|01\\d)\\.m4s"));
        Subscription found = control.onChange(() -> {
            if (control.state() instanceof PlaybackState.Stalled) {
                server.lose(path -> false);
            }
        });
        open(Duration.ofSeconds(6));
        awaitPosition(at -> at.compareTo(Duration.ofMillis(9_500)) > 0);
        assertThat(control.state()).isInstanceOf(PlaybackState.Playing.class);
        assertThat(control.figures().reopenings()).isPositive();
        found.close();
    }

    @Test
    void a_film_that_breaks_off_for_good_ends_in_a_failure_that_says_where() {
        server.lose(path -> path.matches(".*-(00[4-9]|01\\d)\\.m4s"));
        open(Duration.ofSeconds(6));
        await(PlaybackState.Failed.class);
        assertThat(control.state())
                .isInstanceOfSatisfying(
                        PlaybackState.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(PlaybackFailure.BrokeOff.class));
    }

    @Test
    void one_lost_segment_does_not_end_the_film() {
        server.lose(path -> path.equals("high-010.m4s"));
        open(Duration.ofSeconds(18));
        await(PlaybackState.Ended.class);
        assertThat(control.position()).isEqualTo(TestFilm.LENGTH);
    }

    @Test
    void a_film_that_never_begins_ends_in_a_failure() {
        server.lose(path -> true);
        open(Duration.ZERO);
        await(PlaybackState.Failed.class);
        assertThat(control.state()).isEqualTo(new PlaybackState.Failed(new PlaybackFailure.NoPicture()));
    }

    @Test
    void the_speed_holds_for_the_next_opening() {
        control.rate(2);
        for (Duration at : List.of(Duration.ZERO, Duration.ofSeconds(12))) {
            open(at);
            await(PlaybackState.Playing.class);
            float rate = asked(vlc -> vlc.status().rate());
            assertThat(rate).isEqualTo(2);
            awaitPosition(now -> now.compareTo(at.plusSeconds(3)) > 0);
            assertThat(control.figures().lost()).isLessThan(20);
        }
    }

    @Test
    void films_in_a_row_are_opened_and_closed() {
        openAndClose(5);
    }

    @Test
    @Tag("full")
    void twenty_films_in_a_row_are_opened_and_closed() {
        openAndClose(20);
    }

    private void openAndClose(int films) {
        for (int i = 0; i < films; i++) {
            PlaybackControl one = library.newPlayback().control();
            one.open(opening(Duration.ofSeconds(i)));
            if (i % 2 == 0) {
                awaitThat(() -> one.state() instanceof PlaybackState.Playing);
            }
            one.close();
        }
        a_film_plays_and_nothing_is_lost();
    }

    private void open(Duration at) {
        control.open(opening(at));
    }

    private Opening opening(Duration at) {
        return new Opening(server.address(), TestFilm.SIZE, TestFilm.LENGTH, at);
    }

    private void await(Class<? extends PlaybackState> state) {
        awaitThat(() -> state.isInstance(control.state()));
    }

    private void awaitPosition(Predicate<Duration> condition) {
        awaitThat(() -> condition.test(control.position()));
    }

    private void awaitThat(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(() -> control.state() + " at " + control.position() + ", " + control.figures())
                    .isLessThan(deadline);
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    /// Which columns of the black band below are bright anywhere.
    private Set<Integer> subtitleOnThePicture() {
        Image frame = playback.picture().frame().get();
        int from = (int) frame.getHeight() * 3 / 4 + 8;
        int width = (int) frame.getWidth();
        int rows = (int) frame.getHeight() - from;
        int[] band = new int[width * rows];
        frame.getPixelReader().getPixels(0, from, width, rows, PixelFormat.getIntArgbInstance(), band, 0, width);
        Set<Integer> columns = new HashSet<>();
        for (int i = 0; i < band.length; i++) {
            if ((band[i] >> 8 & 0xff) > 0xb0) {
                columns.add(i % width);
            }
        }
        return columns;
    }

    private static int widthOf(Set<Integer> columns) {
        return columns.isEmpty() ? 0 : Collections.max(columns) - Collections.min(columns);
    }

    private static Set<Integer> colours(Image frame) {
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < frame.getWidth(); x += 7) {
            colours.add(frame.getPixelReader().getArgb(x, 100));
        }
        return colours;
    }
}
