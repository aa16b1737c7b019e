package studio.karangou.common.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.OperationId;

/// The server's answer to a batch.
///
/// @param acknowledged the last sequence that the server has on disk; the device goes on after it
/// @param quarantined operations of this batch that the server keeps but could not apply
public record PushReceipt(int version, long acknowledged, List<Quarantined> quarantined) {
    public PushReceipt {
        quarantined = List.copyOf(quarantined);
    }

    /// An operation set aside.
    ///
    /// @param operation its id, null if even that could not be read
    /// @param reason the stable code of the failure
    public record Quarantined(long sequence, @Nullable OperationId operation, String reason) {}
}
