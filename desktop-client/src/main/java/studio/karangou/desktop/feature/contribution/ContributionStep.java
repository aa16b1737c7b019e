package studio.karangou.desktop.feature.contribution;

import studio.karangou.common.model.Failure;

/// Where one is in contributing.
public sealed interface ContributionStep {
    /// Amount and method are being chosen.
    record Choosing() implements ContributionStep {}

    /// It is being written to disk.
    record Recording() implements ContributionStep {}

    /// It is on disk.
    record Recorded(RecordedContribution contribution) implements ContributionStep {}

    /// It was not written; nothing was. One may try again.
    record Refused(Failure failure) implements ContributionStep {}
}
