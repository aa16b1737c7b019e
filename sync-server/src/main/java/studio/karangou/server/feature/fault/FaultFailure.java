package studio.karangou.server.feature.fault;

import studio.karangou.server.http.HttpFailure;

/// Why a fault is not shown or settled.
public sealed interface FaultFailure extends HttpFailure {
    /// There is none with this fingerprint, or it was too old to be kept.
    record UnknownFault() implements FaultFailure {
        @Override
        public String code() {
            return "fault.unknown";
        }

        @Override
        public int status() {
            return 404;
        }
    }
}
