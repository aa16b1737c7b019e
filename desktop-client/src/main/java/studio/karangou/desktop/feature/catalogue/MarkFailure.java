package studio.karangou.desktop.feature.catalogue;

import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// Why a film is not marked.
public sealed interface MarkFailure extends Failure {
    /// At a kiosk, where nobody is signed in: it keeps nothing of who passes by.
    record NobodyHere() implements MarkFailure {
        @Override
        public String code() {
            return "marks.nobody-here";
        }
    }

    default FailureException asException() {
        return new FailureException(this);
    }
}
