package studio.karangou.desktop.engine.delivery;

import java.util.concurrent.atomic.AtomicLong;

/// Passes on a few ticks a second of very many.
final class Ticker {
    private static final long EVERY = 300_000_000L;

    private final Runnable listener;
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    Ticker(Runnable listener) {
        this.listener = listener;
    }

    void tick() {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + EVERY)) {
            listener.run();
        }
    }
}
