package studio.karangou.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.desktop.feature.player.FakeFilm;
import studio.karangou.desktop.feature.player.FakePlayback;
import studio.karangou.desktop.feature.player.FakeResumePoints;
import studio.karangou.desktop.feature.player.FakeViews;
import studio.karangou.desktop.feature.player.PlaybackState;
import studio.karangou.desktop.feature.player.PlayerFeature;
import studio.karangou.desktop.feature.player.Views.OpenView;
import studio.karangou.desktop.ui.FakeDrives;
import studio.karangou.desktop.ui.FakePapers;
import studio.karangou.desktop.ui.FakeSettings;
import studio.karangou.desktop.ui.FxBridge;
import studio.karangou.desktop.ui.Languages;
import studio.karangou.desktop.ui.Tasks;
import studio.karangou.desktop.ui.Theme;
import studio.karangou.desktop.ui.Ticker;

/// The window is closed in the middle of a film, with work in the background as in the program.
class DesktopClosingTest {
    private final FxRobot robot = new FxRobot();
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final FakePlayback playback = new FakePlayback();
    private final FakeViews written = new FakeViews();
    private final AtomicBoolean engineClosed = new AtomicBoolean();

    @TempDir
    Path folder;

    @AfterEach
    void close() throws TimeoutException {
        background.shutdownNow();
        FxToolkit.cleanupStages();
    }

    @Test
    void a_window_closed_in_the_middle_of_a_film_writes_the_view_before_the_engine_closes() throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        Desktop desktop = open(stage, onFx(Thread::currentThread));
        await(() -> stage.getScene().lookup("#hero-watch") != null);
        robot.interact(() -> ((Button) stage.getScene().lookup("#hero-watch")).fire());
        await(() -> playback.asked().contains("open PT0S"));
        robot.interact(() -> playback.becomes(new PlaybackState.Playing()));
        robot.interact(() -> playback.isAt(Duration.ofSeconds(1)));
        await(() -> stage.getScene().getRoot().lookupAll(".label").stream()
                .anyMatch(label -> ((Labeled) label).getText().startsWith("0:01")));
        robot.interact(desktop::close);
        assertThat(engineClosed).isTrue();
        assertThat(written.views()).singleElement().isInstanceOf(FilmViewed.class);
    }

    private Desktop open(Stage stage, Thread fx) {
        Tasks tasks = new Tasks(background, FxBridge.foreground());
        InstantSource clock = InstantSource.fixed(DemoVenue.NOW);
        Ports venue = new DemoVenue(folder).ports();
        PlayerFeature player = new PlayerFeature(
                playback,
                id -> new FakeFilm(null),
                new FakeResumePoints(),
                film -> new SlowView(written.begin(film), fx),
                tasks,
                clock,
                DeviceProfile.LIEU);
        Ports ports = new Ports(
                venue.enrolment(),
                venue.driveEnrolment(),
                venue.library(),
                venue.downloads(),
                venue.marks(),
                venue.projects(),
                venue.kiosks(),
                venue.messages(),
                venue.sync(),
                venue.driveRoad(),
                venue.neighbours(),
                venue.journal(),
                venue.settings(),
                venue.time(),
                player::open,
                venue.people(),
                venue.health(),
                venue.notices(),
                () -> engineClosed.set(true));
        Options options = Options.parse(
                List.of("--profile", "lieu", "--data", folder.toString(), "--language", "fr"),
                Map.of(),
                Map.of("user.home", folder.toString(), "os.name", "Linux"));
        Languages languages = new Languages(Locale.FRENCH, ZoneId.of("Africa/Lome"), new FakeSettings());
        return onFx(() -> {
            Theme.load();
            Desktop desktop = new Desktop(
                    stage,
                    options,
                    () -> ports,
                    new Desktop.Parts(
                            tasks,
                            clock,
                            new Random(11),
                            new FakeSettings(),
                            languages,
                            new FakePapers(),
                            new FakeDrives(),
                            Ticker.REAL));
            desktop.show();
            return desktop;
        });
    }

    /// As slow as a journal can be: it writes only when the window either waits for it or has closed the engine.
    private final class SlowView implements OpenView {
        private final OpenView view;
        private final Thread fx;

        SlowView(OpenView view, Thread fx) {
            this.view = view;
            this.fx = fx;
        }

        @Override
        public void keep(FilmViewed soFar) {
            view.keep(soFar);
        }

        @Override
        public void record(FilmViewed whole) {
            while (!engineClosed.get() && fx.getState() != Thread.State.TIMED_WAITING) {
                Thread.yield();
            }
            assertThat(engineClosed).isFalse();
            view.record(whole);
        }
    }

    private static <T> T onFx(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, work);
    }

    private static void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> onFx(condition));
    }
}
