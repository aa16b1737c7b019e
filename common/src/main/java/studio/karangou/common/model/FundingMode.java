package studio.karangou.common.model;

/// What happens to the money when the goal is missed.
public enum FundingMode {
    /// Everyone is refunded.
    ALL_OR_NOTHING,
    /// The project keeps what came in.
    FLEXIBLE
}
