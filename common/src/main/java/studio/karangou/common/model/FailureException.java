package studio.karangou.common.model;

import org.jspecify.annotations.Nullable;

/// Carries a [Failure] to where it is shown or answered.
public final class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public FailureException(Failure failure) {
        this(failure, null);
    }

    /// @param cause for the log, null if there is none
    public FailureException(Failure failure, @Nullable Throwable cause) {
        super(failure.code(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
