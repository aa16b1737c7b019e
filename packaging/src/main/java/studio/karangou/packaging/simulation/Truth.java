package studio.karangou.packaging.simulation;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.protocol.Operation;

/// What people were told is recorded, as nobody in the simulated world can know it.
final class Truth {
    private final Map<OperationId, Confirmed> confirmed = new LinkedHashMap<>();

    /// An operation of which the program said that it is recorded.
    ///
    /// @param at the true time
    /// @param mayBeLost since its machine was set back to an older disk before anybody else had it
    record Confirmed(Operation operation, int machine, Instant at, boolean mayBeLost) {}

    void confirm(Operation operation, int machine, Instant at) {
        confirmed.put(operation.id(), new Confirmed(operation, machine, at, false));
    }

    /// A person put an older disk into a machine.
    ///
    /// @param since when that disk was kept
    void setBack(int machine, Instant since) {
        confirmed.replaceAll((id, one) -> one.machine() == machine && !one.at().isBefore(since)
                ? new Confirmed(one.operation(), machine, one.at(), true)
                : one);
    }

    Map<OperationId, Confirmed> confirmed() {
        return confirmed;
    }
}
