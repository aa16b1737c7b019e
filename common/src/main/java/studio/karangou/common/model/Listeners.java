package studio.karangou.common.model;

import java.util.concurrent.CopyOnWriteArrayList;

/// Those who want to know that something changed. What changed they read from its source.
public final class Listeners {
    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();

    /// Calls the listener after every change, on the thread that made it, until the subscription is closed.
    public Subscription add(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// Tells everyone.
    public void changed() {
        listeners.forEach(Runnable::run);
    }
}
