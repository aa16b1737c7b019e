package studio.karangou.desktop.app;

import java.time.Duration;
import javafx.scene.Scene;
import javafx.stage.Stage;
import studio.karangou.desktop.ui.FxBridge;

/// Keeps the window back until there is something to see in it. A page takes no longer to paint than the loading screen
/// before it would, so most starts have no need of that one. On the FX thread.
final class Curtain {
    /// What takes longer begins with the loading screen.
    private static final Duration PATIENCE = Duration.ofMillis(700);
    /// A pulse lays out, waits until the one before has been painted, and hands over to the renderer. So what the first
    /// one laid out is painted only when the third begins.
    private static final int PULSES = 3;

    private final Stage stage;
    private boolean up;

    /// @param stage has its scene already
    Curtain(Stage stage) {
        this.stage = stage;
        FxBridge.after(PATIENCE, this::rise);
    }

    /// Shows the window, unless it is shown already.
    void rise() {
        if (!up) {
            up = true;
            stage.show();
        }
    }

    /// Runs the work once the window has been painted as it is now.
    void afterPaint(Runnable work) {
        Scene scene = stage.getScene();
        scene.addPostLayoutPulseListener(new Runnable() {
            private int seen;

            @Override
            public void run() {
                seen++;
                if (seen == PULSES) {
                    FxBridge.later(() -> scene.removePostLayoutPulseListener(this));
                    work.run();
                } else if (seen < PULSES) {
                    FxBridge.nextPulse();
                }
            }
        });
        FxBridge.nextPulse();
    }
}
