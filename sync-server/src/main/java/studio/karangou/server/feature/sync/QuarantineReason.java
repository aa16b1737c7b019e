package studio.karangou.server.feature.sync;

import studio.karangou.common.model.Failure;

/// Why an operation that could be read is kept but not applied. One that could not be read has the code of its
/// [studio.karangou.common.protocol.ProtocolFailure].
public enum QuarantineReason implements Failure {
    UNKNOWN_PROJECT("sync.unknown-project"),
    UNKNOWN_FILM("sync.unknown-film"),
    /// The project takes no contributions, or no longer.
    PROJECT_NOT_OPEN("sync.project-not-open"),
    /// The project collects in another currency.
    OTHER_CURRENCY("sync.other-currency"),
    /// A time outside the years 1970 to 9999.
    IMPOSSIBLE_TIME("sync.impossible-time"),
    /// An operation with this id is there already, at another place.
    DUPLICATE_OPERATION("sync.duplicate-operation"),
    /// The database would not take it; the log says why.
    NOT_STORABLE("sync.not-storable");

    private final String code;

    QuarantineReason(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
