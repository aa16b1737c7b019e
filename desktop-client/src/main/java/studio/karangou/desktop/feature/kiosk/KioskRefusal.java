package studio.karangou.desktop.feature.kiosk;

import java.time.Instant;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Project;
import studio.karangou.common.protocol.OperationBody.ContributionMade;

/// A contribution from a kiosk of the venue that the server set aside, and that nobody has dealt with.
///
/// @param id of the operation at the kiosk
/// @param kiosk its name
/// @param reason the stable code of why
public record KioskRefusal(OperationId id, String kiosk, ContributionMade made, Instant madeAt, String reason) {
    /// The same for another project.
    ContributionMade to(Project project) {
        return new ContributionMade(
                project.id(),
                made.film(),
                made.amount(),
                made.method(),
                made.voucher(),
                made.voucherExpires(),
                made.contributor());
    }

    /// Whether a project may take it.
    boolean fits(Project project, Instant now) {
        return project.accepts(now)
                && !project.id().equals(made.project())
                && project.goal().currency() == made.amount().currency();
    }
}
