package studio.karangou.desktop.feature.sync;

import java.util.List;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.OperationBody;

/// How the device stands with its server; never waits on the network.
public interface SyncState {
    SyncStatus status();

    /// What the server does not have yet or has set aside: what is set aside first, of each the oldest first.
    ///
    /// @param most of them; how many there are is in the [#status()]
    List<PendingOperation> pending(int most);

    /// Whether the server tells this device at once what is new; otherwise it looks by itself now and then.
    boolean isTold();

    /// Asks for a sync as soon as possible; returns at once.
    void syncNow();

    /// Records what a refused operation should have been, in its place; the refused one is shown no longer.
    /// Done twice it is one operation.
    ///
    /// @throws studio.karangou.common.model.FailureException if it cannot be recorded; then nothing changed
    void mend(OperationId refused, OperationBody corrected);

    /// Shows a refused operation no longer. It stays in the journal.
    void discard(OperationId refused);

    /// Calls the listener, on any thread, when any of this changed.
    Subscription onChange(Runnable listener);
}
