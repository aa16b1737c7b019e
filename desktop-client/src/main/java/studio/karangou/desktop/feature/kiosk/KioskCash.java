package studio.karangou.desktop.feature.kiosk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;

/// Cash that somebody announced at a kiosk of the venue, and what became of it.
///
/// @param kiosk its name
/// @param project the title of the project it is for, null if this device does not know it
/// @param state as the server knows it
/// @param said what was said on this device and the server has not answered yet, null if nothing
/// @param refusal the stable code of why the server set aside what was said last here, null if it did not
public record KioskCash(
        OperationId id,
        String kiosk,
        @Nullable String project,
        Money amount,
        Instant announcedAt,
        ContributionState state,
        @Nullable CashOutcome said,
        @Nullable String refusal) {
    /// Whether a host still has to look at it.
    public boolean waits() {
        return said == null && state == ContributionState.AWAITING_PAYMENT;
    }
}
