package studio.karangou.common.protocol;

import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;

/// One thing that happened on a device, never changed afterwards.
///
/// @param sequence its place in the device's journal, from 1, without gaps
/// @param actor who did it, null for a visitor without account
/// @param timeUnsure whether the device could not rely on its clock: no server had said the time for long, or somebody
///     had set the clock
public record Operation(
        DeviceId device,
        long sequence,
        OperationId id,
        HybridTime time,
        @Nullable PersonId actor,
        OperationBody body,
        boolean timeUnsure) {
    public Operation {
        if (sequence < 1) {
            throw new IllegalArgumentException("sequences start at 1");
        }
    }

    /// The same without who did it.
    public Operation withoutPerson() {
        return new Operation(device, sequence, id, time, null, body.withoutPerson(), timeUnsure);
    }

    /// At a time that is sure.
    public Operation(
            DeviceId device,
            long sequence,
            OperationId id,
            HybridTime time,
            @Nullable PersonId actor,
            OperationBody body) {
        this(device, sequence, id, time, actor, body, false);
    }
}
