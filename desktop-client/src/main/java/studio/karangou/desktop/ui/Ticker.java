package studio.karangou.desktop.ui;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.util.Subscription;

/// A slow pulse on the FX thread, for what grows old by itself: "il y a 5 min". No animation of JavaFX's, as one
/// that runs has the window looked through sixty times a second.
public interface Ticker {
    /// The machine's.
    Ticker REAL = (period, work) -> {
        ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(
                run -> Thread.ofPlatform().daemon().name("karangou-ticker").unstarted(run));
        var _ = pulse.scheduleAtFixedRate(
                () -> FxBridge.later(work), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        return pulse::shutdownNow;
    };

    /// Runs the work every so often until the subscription ends.
    Subscription every(Duration period, Runnable work);
}
