package studio.karangou.server.http;

import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// A failure that knows its HTTP status (RFC 9110, section 15). Failures of features that answer requests extend this.
public interface HttpFailure extends Failure {
    /// From 400 to 599.
    int status();

    /// This failure on its way to where it is answered.
    default FailureException asException() {
        return new FailureException(this);
    }
}
