package studio.karangou.common.model;

import java.util.Set;

/// pledged → awaiting payment → confirmed, expired or cancelled; confirmed → refunded.
public enum ContributionState {
    PLEDGED,
    AWAITING_PAYMENT,
    CONFIRMED,
    EXPIRED,
    CANCELLED,
    REFUNDED;

    /// The states that may follow this one.
    public Set<ContributionState> next() {
        return switch (this) {
            case PLEDGED -> Set.of(AWAITING_PAYMENT, CANCELLED);
            case AWAITING_PAYMENT -> Set.of(CONFIRMED, EXPIRED, CANCELLED);
            case CONFIRMED -> Set.of(REFUNDED);
            case EXPIRED, CANCELLED, REFUNDED -> Set.of();
        };
    }

    /// The state after a step that is allowed from here.
    ///
    /// @throws IllegalStateException if the step is not allowed
    public ContributionState transitionTo(ContributionState target) {
        if (!next().contains(target)) {
            throw new IllegalStateException(this + " cannot become " + target);
        }
        return target;
    }
}
