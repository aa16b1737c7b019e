package studio.karangou.desktop.engine.vlc;

import java.util.concurrent.atomic.AtomicReference;
import studio.karangou.common.model.Listeners;
import studio.karangou.common.model.Subscription;
import studio.karangou.desktop.feature.player.PlaybackState;

/// What the player is doing, and who hears of a change. Safe for several threads.
final class StateCell {
    private final Listeners listeners = new Listeners();
    private final AtomicReference<PlaybackState> state = new AtomicReference<>(new PlaybackState.Idle());

    PlaybackState get() {
        return state.get();
    }

    Subscription onChange(Runnable listener) {
        return listeners.add(listener);
    }

    /// A film is opened, whatever was before.
    void opens() {
        state.set(new PlaybackState.Opening());
        listeners.changed();
    }

    /// Goes on to the next state, if it may follow.
    ///
    /// @return whether it did
    boolean become(PlaybackState next) {
        PlaybackState before = state.getAndUpdate(now -> now.mayBecome(next) ? next : now);
        boolean changed = before.mayBecome(next);
        if (changed) {
            listeners.changed();
        }
        return changed;
    }
}
