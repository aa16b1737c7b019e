package studio.karangou.desktop.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where faults go before there is an engine to take note of them: the first few wait for it.
final class FaultRelay {
    private static final int MOST = 8;

    private final Deque<Throwable> waiting = new ArrayDeque<>();
    private @Nullable Consumer<Throwable> taker;

    /// Takes note of a fault; never blocks.
    synchronized void caught(Throwable fault) {
        if (taker != null) {
            taker.accept(fault);
        } else if (waiting.size() < MOST) {
            waiting.add(fault);
        }
    }

    /// The engine is there; it gets what waited.
    synchronized void passOn(Consumer<Throwable> to) {
        taker = to;
        waiting.forEach(to);
        waiting.clear();
    }
}
