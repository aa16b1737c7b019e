package studio.karangou.desktop.ui;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;

/// The one place where other threads cross to the FX thread.
public final class FxBridge {
    private FxBridge() {}

    /// Runs on the FX thread: at once when called from it, else as soon as it is free.
    public static Executor foreground() {
        return work -> {
            if (Platform.isFxApplicationThread()) {
                work.run();
            } else {
                Platform.runLater(work);
            }
        };
    }

    /// Runs after what the FX thread is doing now, the next layout included.
    public static void later(Runnable work) {
        Platform.runLater(work);
    }

    /// Runs, on the FX thread, when so much time has passed.
    public static void after(Duration pause, Runnable work) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> Platform.runLater(work));
    }

    /// Has the window looked through once more, even if nothing in it changed.
    public static void nextPulse() {
        Platform.requestNextPulse();
    }

    /// Ends the program in the ordinary way: windows close, then `stop` is called.
    public static void exit() {
        Platform.exit();
    }

    /// Whether the processor paints, as no graphics card does: only with one are there three dimensions.
    public static boolean paintsBySoftware() {
        return !Platform.isSupported(ConditionalFeature.SCENE3D);
    }
}
