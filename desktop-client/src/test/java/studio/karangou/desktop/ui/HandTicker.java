package studio.karangou.desktop.ui;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.util.Subscription;

/// Ticks when a test says so, however slow the machine is.
public final class HandTicker implements Ticker {
    private final List<Beating> beating = new ArrayList<>();

    private record Beating(Duration period, Runnable work) {}

    @Override
    public Subscription every(Duration period, Runnable work) {
        Beating one = new Beating(period, work);
        beating.add(one);
        return () -> beating.remove(one);
    }

    /// One period goes by for all that has it; on the FX thread.
    public void tick(Duration period) {
        List.copyOf(beating).stream()
                .filter(one -> one.period().equals(period))
                .forEach(one -> one.work().run());
    }
}
