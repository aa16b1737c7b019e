package studio.karangou.common.model;

/// What a host says of cash that was announced at a kiosk.
public enum CashOutcome {
    /// The money is in the host's hands.
    RECEIVED(ContributionState.CONFIRMED),
    /// Nobody brought it.
    CANCELLED(ContributionState.CANCELLED);

    private final ContributionState state;

    CashOutcome(ContributionState state) {
        this.state = state;
    }

    /// The state of the contribution after it.
    public ContributionState state() {
        return state;
    }
}
