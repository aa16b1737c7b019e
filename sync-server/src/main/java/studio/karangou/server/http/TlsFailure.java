package studio.karangou.server.http;

import java.util.List;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// Why TLS cannot be served.
public sealed interface TlsFailure extends Failure {
    /// The certificate or its key cannot be read, or they do not belong together.
    record Unusable(String certificate) implements TlsFailure {
        @Override
        public String code() {
            return "tls.unusable";
        }

        @Override
        public List<Object> arguments() {
            return List.of(certificate);
        }
    }

    /// This failure on its way to where it is shown.
    default FailureException asException() {
        return new FailureException(this);
    }
}
