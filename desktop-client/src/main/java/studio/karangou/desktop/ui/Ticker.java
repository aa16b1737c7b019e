package studio.karangou.desktop.ui;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;
import javafx.util.Subscription;

/// A slow pulse on the FX thread, for what grows old by itself: "il y a 5 min".
public final class Ticker {
    private Ticker() {}

    /// Runs the work every so often until the subscription ends.
    public static Subscription every(java.time.Duration period, Runnable work) {
        Timeline pulse = new Timeline(new KeyFrame(Duration.millis(period.toMillis()), event -> work.run()));
        pulse.setCycleCount(Animation.INDEFINITE);
        pulse.play();
        return pulse::stop;
    }
}
