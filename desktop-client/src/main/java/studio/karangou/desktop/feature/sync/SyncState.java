package studio.karangou.desktop.feature.sync;

import java.util.List;
import studio.karangou.common.model.Subscription;

/// How the device stands with its server; never waits on the network.
public interface SyncState {
    SyncStatus status();

    /// What the server does not have yet or has set aside, the oldest first.
    List<PendingOperation> pending();

    /// Asks for a sync as soon as possible; returns at once.
    void syncNow();

    /// Calls the listener, on any thread, when any of this changed.
    Subscription onChange(Runnable listener);
}
