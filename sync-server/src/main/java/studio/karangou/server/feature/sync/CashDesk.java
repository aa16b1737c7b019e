package studio.karangou.server.feature.sync;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.CashSettled;
import studio.karangou.common.protocol.QuarantineReason;

/// What hosts say of cash that was announced in their venue, judged in the order in which it arrives: the first
/// word counts, the same word again changes nothing, the contrary is set aside.
final class CashDesk {
    private final Map<OperationId, Contribution> known;
    private final Map<OperationId, Move> moves = new HashMap<>();

    /// @param known contributions of the venue that are spoken of, locked until the end of the transaction
    CashDesk(Map<OperationId, Contribution> known) {
        this.known = new HashMap<>(known);
    }

    /// A contribution of the venue.
    ///
    /// @param kiosk the name of the device where it was made
    record Contribution(
            OperationId id,
            String kiosk,
            ProjectId project,
            Money amount,
            ContributionMethod method,
            Instant madeAt,
            ContributionState state) {
        Contribution in(ContributionState next) {
            return new Contribution(id, kiosk, project, amount, method, madeAt, state.transitionTo(next));
        }

        /// Whether it is cash that a host has to look at, or had to.
        boolean isAnnounced() {
            return method == ContributionMethod.CASH;
        }

        Change.CashAnnounced told() {
            return new Change.CashAnnounced(id, kiosk, project, amount, madeAt, state);
        }
    }

    /// A contribution that takes a step, as it is before and after it.
    record Move(Operation settling, Contribution before, Contribution after) {}

    /// A contribution came with this batch.
    void came(Contribution contribution) {
        known.put(contribution.id(), contribution);
    }

    /// The step that an operation makes, empty if it changes nothing.
    Optional<Move> move(OperationId settling) {
        return Optional.ofNullable(moves.get(settling));
    }

    /// The step that an operation makes could not be stored.
    void undo(OperationId settling) {
        Move move = moves.remove(settling);
        if (move != null) {
            known.put(move.before().id(), move.before());
        }
    }

    /// @param projects that contributions are for
    /// @return why the operation is set aside, null if it is not
    @Nullable
    QuarantineReason judge(Operation operation, CashSettled settled, Arrival from, Map<ProjectId, Project> projects) {
        if (from.profile() != DeviceProfile.LIEU) {
            return QuarantineReason.NOT_A_HOSTS_DEVICE;
        }
        if (!from.isOfHost()) {
            return QuarantineReason.VENUE_NOT_VOUCHED_FOR;
        }
        Contribution cash = known.get(settled.contribution());
        if (cash == null) {
            return QuarantineReason.UNKNOWN_CONTRIBUTION;
        }
        if (!cash.isAnnounced()) {
            return QuarantineReason.NOT_ANNOUNCED_CASH;
        }
        return switch (cash.state()) {
            case PLEDGED -> QuarantineReason.NOT_ANNOUNCED_CASH;
            case AWAITING_PAYMENT -> settle(operation, settled.outcome(), cash, projects);
            case CONFIRMED, REFUNDED ->
                settled.outcome() == CashOutcome.RECEIVED ? null : QuarantineReason.CASH_WAS_TAKEN;
            case CANCELLED, EXPIRED ->
                settled.outcome() == CashOutcome.CANCELLED ? null : QuarantineReason.CASH_WAS_CANCELLED;
        };
    }

    private @Nullable QuarantineReason settle(
            Operation operation, CashOutcome outcome, Contribution cash, Map<ProjectId, Project> projects) {
        Project project = projects.get(cash.project());
        if (outcome == CashOutcome.RECEIVED
                && (project == null || !project.state().takesWhatWasMadeInTime())) {
            return QuarantineReason.PROJECT_NOT_OPEN;
        }
        Contribution after = cash.in(outcome.state());
        known.put(after.id(), after);
        moves.put(operation.id(), new Move(operation, cash, after));
        return null;
    }
}
