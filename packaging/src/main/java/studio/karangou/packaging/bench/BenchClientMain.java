package studio.karangou.packaging.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.Engine;
import studio.karangou.desktop.engine.EngineSettings;
import studio.karangou.desktop.engine.vlc.VlcLibrary;
import studio.karangou.desktop.feature.player.PlaybackControl;
import studio.karangou.desktop.feature.player.PlaybackFigures;
import studio.karangou.desktop.feature.player.PlaybackState;
import studio.karangou.desktop.feature.player.Playbacks;
import studio.karangou.desktop.feature.player.PlayerFeature;
import studio.karangou.desktop.ui.FxBridge;
import studio.karangou.desktop.ui.Tasks;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.Theme;
import studio.karangou.desktop.ui.View;

/// The client's own engine and player in a window of the client's size, watched while it plays from disk.
/// `DATA FILM SECONDS`; prints one JSON object. `DATA` alone gets ready for a film and ends, for the AOT cache. Nothing
/// is replaced: only the player is asked for its figures.
public final class BenchClientMain {
    private BenchClientMain() {}

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "studio/karangou/desktop/logback.xml");
        Application.launch(Window.class, arguments);
    }

    /// What JavaFX starts.
    public static final class Window extends Application {
        private static final Logger LOG = LoggerFactory.getLogger(BenchClientMain.class);
        private static final int WIDTH = 1440;
        private static final int HEIGHT = 900;
        private static final List<Long> SEEKS_AT = List.of(30L, 5L, 21L, 33L, 12L);
        private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

        @Override
        public void start(Stage stage) {
            List<String> arguments = getParameters().getRaw();
            Theme.load();
            stage.initStyle(StageStyle.UNDECORATED);
            var _ = background.submit(() -> {
                try {
                    System.out.println(Wire.json().writeValueAsString(measure(stage, arguments)));
                } catch (Exception e) {
                    LOG.error("the benchmark's client failed", e);
                }
                Platform.exit();
            });
        }

        private Map<String, Object> measure(Stage stage, List<String> arguments) throws Exception {
            VlcLibrary vlc = new VlcLibrary(background, FxBridge.foreground());
            Engine engine = Engine.open(Path.of(arguments.getFirst()), Clock.systemUTC(), EngineSettings.USUAL);
            Watched watched = new Watched(vlc);
            PlayerFeature player = new PlayerFeature(
                    watched,
                    engine.playback(),
                    engine.resumePoints(),
                    engine.views(),
                    new Tasks(background, FxBridge.foreground()),
                    Clock.systemUTC(),
                    DeviceProfile.BORNE);
            try {
                // what the program does once its first page is painted, long before somebody opens a film
                vlc.load();
                engine.playback().makeReady();
                TimeUnit.SECONDS.sleep(2);
                if (arguments.size() == 1) {
                    return Map.of();
                }
                FilmId film = FilmId.parse(arguments.get(1));
                return play(stage, player, film, watched, Double.parseDouble(arguments.get(2)));
            } finally {
                vlc.close();
                engine.close();
            }
        }

        private static Map<String, Object> play(
                Stage stage, PlayerFeature player, FilmId film, Watched watched, double seconds) throws Exception {
            Scene scene = onFx(() -> {
                Scene made = new Scene(new StackPane(), WIDTH, HEIGHT);
                Theme.dress(made);
                stage.setScene(made);
                stage.show();
                return made;
            });
            ProcessCpu begun = ProcessCpu.now();
            View view = open(scene, player, film, watched);
            ProcessCpu first = ProcessCpu.now();
            TimeUnit.MILLISECONDS.sleep(Math.round(seconds * 1000) - (first.moment() - begun.moment()) / 1_000_000);
            ProcessCpu end = ProcessCpu.now();
            Map<String, Object> figures = figures(begun, first, end, watched);
            TimeUnit.SECONDS.sleep(ProcessCpu.LATER_SECONDS);
            figures.put("cpuPercentLater", ProcessCpu.now().percentSince(end));
            figures.put("seekMillis", seeks(watched));
            close(view);
            View again = open(scene, player, film, watched);
            figures.put("nextFirstFrameMillis", (watched.firstAt - watched.openedAt) / 1_000_000);
            close(again);
            return figures;
        }

        /// When this returns, the first picture is in the window.
        private static View open(Scene scene, PlayerFeature player, FilmId film, Watched watched) throws Exception {
            View view = onFx(() -> {
                View opened = player.open(film, new Texts(Locale.FRENCH, ZoneOffset.UTC), () -> {}, () -> {});
                scene.setRoot(opened.node());
                opened.focus();
                return opened;
            });
            if (!watched.first.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "no picture in 30 seconds: " + watched.control().state());
            }
            return view;
        }

        private static void close(View view) throws Exception {
            onFx(() -> {
                view.close();
                return true;
            });
        }

        private static Map<String, Object> figures(
                ProcessCpu begun, ProcessCpu first, ProcessCpu end, Watched watched) {
            PlaybackFigures seen = watched.control().figures();
            double wall = (end.moment() - first.moment()) / 1e9;
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("firstFrameMillis", (watched.firstAt - watched.openedAt) / 1_000_000);
            figures.put("playerStartedMillis", (watched.startedAt - watched.openedAt) / 1_000_000);
            figures.put("firstFrameFromClickMillis", (watched.firstAt - begun.moment()) / 1_000_000);
            figures.put("cpuPercent", end.percentSince(begun));
            figures.put("cpuPercentAfterFirstFrame", end.percentSince(first));
            figures.put("framesPerSecond", Math.round(watched.frames.get() / wall * 100) / 100.0);
            figures.put("displayed", seen.displayed());
            figures.put("painted", seen.painted());
            figures.put("lost", seen.lost());
            figures.put("lostAudio", seen.lostAudio());
            figures.put("stalls", seen.stalls());
            return figures;
        }

        /// While paused, so that the next other picture is that of the place sought.
        private static List<Long> seeks(Watched watched) throws Exception {
            PlaybackControl control = watched.control();
            control.pause();
            for (int look = 0; look < 200 && !(control.state() instanceof PlaybackState.Paused); look++) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            TimeUnit.MILLISECONDS.sleep(300);
            List<Long> took = new ArrayList<>();
            for (long second : SEEKS_AT) {
                onFx(watched::awaitOther);
                long begun = System.nanoTime();
                control.seek(Duration.ofSeconds(second));
                if (!watched.other.tryAcquire(5, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("no picture after a seek to " + second);
                }
                took.add((System.nanoTime() - begun) / 1_000_000);
                TimeUnit.MILLISECONDS.sleep(300);
            }
            return took;
        }

        private static <T> T onFx(Supplier<T> work) throws Exception {
            CompletableFuture<T> done = new CompletableFuture<>();
            Platform.runLater(() -> {
                try {
                    done.complete(work.get());
                } catch (RuntimeException e) {
                    done.completeExceptionally(e);
                }
            });
            return done.get(30, TimeUnit.SECONDS);
        }
    }

    /// The real player, looked at.
    private static final class Watched implements Playbacks {
        private final Playbacks real;
        private volatile CountDownLatch first = new CountDownLatch(1);
        private final Semaphore other = new Semaphore(0);
        private volatile @Nullable PlaybackControl control;
        private volatile long openedAt;
        private volatile long startedAt;
        private volatile long firstAt;
        private final AtomicLong frames = new AtomicLong();
        // only on the FX thread
        private boolean awaits;
        private int[] before = new int[0];
        private @Nullable Image last;

        Watched(Playbacks real) {
            this.real = real;
        }

        @Override
        public Playback newPlayback() {
            Playback playback = real.newPlayback();
            control = playback.control();
            first = new CountDownLatch(1);
            openedAt = System.nanoTime();
            var _ = playback.control().onChange(() -> {
                if (playback.control().state() instanceof PlaybackState.Opening && startedAt == 0) {
                    startedAt = System.nanoTime();
                }
            });
            playback.picture().frame().subscribe(frame -> {
                // a film that was left may still give a picture before it has stopped
                if (playback.control().equals(control)) {
                    seen(frame);
                }
            });
            return playback;
        }

        PlaybackControl control() {
            PlaybackControl known = control;
            if (known == null) {
                throw new IllegalStateException("not opened");
            }
            return known;
        }

        /// From now on, [#other] tells of the first picture that differs from the one shown. On the FX thread.
        boolean awaitOther() {
            other.drainPermits();
            before = rows(last);
            awaits = true;
            return true;
        }

        private void seen(@Nullable Image frame) {
            if (frame == null) {
                return;
            }
            if (first.getCount() > 0) {
                firstAt = System.nanoTime();
                first.countDown();
            }
            frames.incrementAndGet();
            last = frame;
            if (awaits && !Arrays.equals(before, rows(frame))) {
                awaits = false;
                other.release();
            }
        }

        private static int[] rows(@Nullable Image frame) {
            if (frame == null) {
                return new int[0];
            }
            int width = (int) frame.getWidth();
            int[] rows = new int[width * 8];
            frame.getPixelReader().getPixels(0, 16, width, 8, PixelFormat.getIntArgbPreInstance(), rows, 0, width);
            return rows;
        }
    }
}
