package studio.karangou.desktop.feature.contribution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.protocol.OperationBody.ContributionMade;

/// A contribution that was recorded on this device.
///
/// @param state what the server made of it, null while the server does not know it
public record RecordedContribution(
        OperationId id,
        ContributionMade made,
        Instant at,
        @Nullable ContributionState state) {}
