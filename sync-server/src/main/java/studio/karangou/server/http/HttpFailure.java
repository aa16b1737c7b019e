package studio.karangou.server.http;

import java.util.OptionalLong;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// A failure that knows its HTTP status (RFC 9110, section 15). Failures of features that answer requests extend this.
public interface HttpFailure extends Failure {
    /// From 400 to 599.
    int status();

    /// Seconds after which it is worth to try again (RFC 9110, section 10.2.3), empty if that is not known.
    default OptionalLong retryAfter() {
        return OptionalLong.empty();
    }

    /// This failure on its way to where it is answered.
    default FailureException asException() {
        return new FailureException(this);
    }
}
