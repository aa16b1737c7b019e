package studio.karangou.desktop.ui;

import java.util.concurrent.Executor;
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

    /// Ends the program in the ordinary way: windows close, then `stop` is called.
    public static void exit() {
        Platform.exit();
    }
}
