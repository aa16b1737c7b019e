package studio.karangou.desktop.engine.http;

import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Batch;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.JournalPosition;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.desktop.engine.time.TimeQuestion;

/// What a sync round asks of its server, whatever lies between.
public interface SyncServer {
    /// How far the server has this device's journal.
    ///
    /// @param after behind which it says what it has set aside
    /// @throws FailureException with a [ServerFailure]
    JournalPosition position(long after);

    /// Sends a batch.
    ///
    /// @throws FailureException with a [ServerFailure]
    PushReceipt push(Batch batch);

    /// A page of the change feed.
    ///
    /// @param time asked for on its back, and answered as soon as the answer begins
    /// @throws FailureException with a [ServerFailure]
    ChangePage changes(String cursor, TimeQuestion time);
}
