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
public record Operation(
        DeviceId device,
        long sequence,
        OperationId id,
        HybridTime time,
        @Nullable PersonId actor,
        OperationBody body) {
    public Operation {
        if (sequence < 1) {
            throw new IllegalArgumentException("sequences start at 1");
        }
    }
}
