package studio.karangou.desktop.ui;

import studio.karangou.common.model.Failure;

/// What may go wrong in background work beyond what the features planned for.
public sealed interface TaskFailure extends Failure {
    /// A fault of ours; the log has its cause.
    record Unexpected() implements TaskFailure {
        @Override
        public String code() {
            return "ui.unexpected";
        }
    }

    /// The person who asked for it thought better of it.
    record GivenUp() implements TaskFailure {
        @Override
        public String code() {
            return "ui.given-up";
        }
    }
}
