package studio.karangou.server.feature.sync;

import java.time.Instant;
import java.util.List;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.protocol.FaultReport;
import studio.karangou.server.db.Transaction;

/// Where fault reports of clients go; wired in `app`.
@FunctionalInterface
public interface FaultBook {
    /// Takes in what a device tells, in the transaction of its batch. Refuses nothing.
    ///
    /// @param at when the server has it
    void take(Transaction transaction, DeviceId device, Instant at, List<FaultReport> reports);
}
