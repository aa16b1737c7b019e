package studio.karangou.common.protocol;

import java.util.List;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.protocol.PushReceipt.Quarantined;

/// How far the server has a device's journal, and what it set aside of the part whose receipt the device may not have.
///
/// @param acknowledged the last sequence that the server has on disk
/// @param chainHash the chain after it, by which a device sees that it is its own journal that the server has, and not
///     that of a copy
/// @param through the sequence up to which `quarantined` is complete; `acknowledged` unless there is more to tell,
///     which is asked for from here on
/// @param quarantined operations from the one asked about on, in order, at most [Limits#PAGE_QUARANTINED]
public record JournalPosition(long acknowledged, Bytes chainHash, long through, List<Quarantined> quarantined) {
    public JournalPosition {
        quarantined = List.copyOf(quarantined);
    }
}
