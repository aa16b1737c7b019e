package studio.karangou.desktop.feature.contribution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.protocol.OperationBody.ContributionMade;

/// A contribution that was recorded on this device.
///
/// @param state what the server made of it, null while the server does not know it
/// @param refusal the stable code of why the server set it aside, null if it did not
public record RecordedContribution(
        OperationId id,
        ContributionMade made,
        Instant at,
        @Nullable ContributionState state,
        @Nullable String refusal) {
    /// Whether the server keeps it aside until a person looks at it.
    public boolean isSetAside() {
        return state == null && refusal != null;
    }

    /// Whether the server does not have it yet.
    public boolean isWaiting() {
        return state == null && refusal == null;
    }
}
