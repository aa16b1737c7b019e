package studio.karangou.packaging.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Window;
import studio.karangou.desktop.app.Main;

/// The real client, and a look at its window: says when the catalogue has been painted for the first time, then ends
/// the client in the ordinary way. Takes the client's arguments.
public final class StartupProbeMain {
    /// The line that says so.
    static final String PAINTED = "first-paint";

    private static final int LOOK_AGAIN_MILLIS = 10;
    private static final int PATIENCE_SECONDS = 60;
    /// A pulse lays out, waits until the one before has been painted, and hands over to the renderer. So what the first
    /// one laid out is painted only when the third begins.
    private static final int PULSES = 3;

    private static final CountDownLatch TOLD = new CountDownLatch(1);
    private static final AtomicBoolean SEEN = new AtomicBoolean();

    private StartupProbeMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Thread.ofPlatform().name("client").start(() -> Main.main(arguments));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!TOLD.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
            if (System.nanoTime() > deadline) {
                System.err.println("no catalogue in a minute");
                System.exit(1);
            }
            look();
        }
    }

    private static void look() {
        try {
            Platform.runLater(StartupProbeMain::lookAtWindows);
        } catch (IllegalStateException _) {
            // JavaFX has not begun yet: the next look finds it
        }
    }

    private static void lookAtWindows() {
        for (Window window : Window.getWindows()) {
            Scene scene = window.getScene();
            if (scene != null && showsAFilm(scene) && SEEN.compareAndSet(false, true)) {
                afterPulses(scene);
            }
        }
    }

    private static boolean showsAFilm(Scene scene) {
        Node card = scene.getRoot().lookup(".poster-card");
        return card != null && card.getLayoutBounds().getWidth() > 0;
    }

    private static void afterPulses(Scene scene) {
        int[] left = {PULSES};
        scene.addPostLayoutPulseListener(() -> {
            left[0]--;
            if (left[0] == 0) {
                System.out.println(PAINTED);
                System.out.flush();
                TOLD.countDown();
                Platform.exit();
            } else {
                Platform.requestNextPulse();
            }
        });
        Platform.requestNextPulse();
    }
}
