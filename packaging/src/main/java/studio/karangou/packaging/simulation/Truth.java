package studio.karangou.packaging.simulation;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.protocol.Operation;

/// What people were told is recorded, as nobody in the simulated world can know it.
final class Truth {
    private final Map<OperationId, Confirmed> confirmed = new LinkedHashMap<>();
    private final Set<OperationId> mended = new HashSet<>();

    /// An operation of which the program said that it is recorded.
    ///
    /// @param at the true time at which it happened
    /// @param recorded and at which it was recorded
    /// @param mayBeLost since its machine was set back to an older disk before anybody else had it
    record Confirmed(Operation operation, int machine, Instant at, Instant recorded, boolean mayBeLost) {}

    void confirm(Operation operation, int machine, Instant at) {
        confirmed.put(operation.id(), new Confirmed(operation, machine, at, at, false));
    }

    /// An operation that takes the place of a refused one. The same once more happened when that did.
    void mend(Operation operation, Operation refused, int machine, Instant at) {
        mended.add(operation.id());
        Confirmed before = confirmed.get(refused.id());
        boolean anew = !operation.body().equals(refused.body());
        Instant happened = anew ? at : before == null ? operation.time().instant() : before.at();
        confirmed.put(operation.id(), new Confirmed(operation, machine, happened, at, false));
    }

    boolean isMended(OperationId operation) {
        return mended.contains(operation);
    }

    /// A person put an older disk into a machine.
    ///
    /// @param since when that disk was kept
    void setBack(int machine, Instant since) {
        confirmed.replaceAll(
                (id, one) -> one.machine() == machine && !one.recorded().isBefore(since)
                        ? new Confirmed(one.operation(), machine, one.at(), one.recorded(), true)
                        : one);
    }

    Map<OperationId, Confirmed> confirmed() {
        return confirmed;
    }
}
