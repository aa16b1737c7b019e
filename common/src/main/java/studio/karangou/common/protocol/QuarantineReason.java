package studio.karangou.common.protocol;

import java.util.Arrays;
import java.util.Optional;
import studio.karangou.common.model.Failure;

/// Why an operation that could be read is kept by the server but not applied. One that could not be read has the code
/// of its [ProtocolFailure].
public enum QuarantineReason implements Failure {
    UNKNOWN_PROJECT("sync.unknown-project"),
    UNKNOWN_FILM("sync.unknown-film"),
    /// The project takes no contributions, or no longer.
    PROJECT_NOT_OPEN("sync.project-not-open"),
    /// The contribution was made after the project's last day.
    DEADLINE_PASSED("sync.deadline-passed"),
    /// The project collects in another currency.
    OTHER_CURRENCY("sync.other-currency"),
    /// A time outside the years 1970 to 9999.
    IMPOSSIBLE_TIME("sync.impossible-time"),
    /// An operation with this id is there already, at another place.
    DUPLICATE_OPERATION("sync.duplicate-operation"),
    /// No contribution of this venue has this number.
    UNKNOWN_CONTRIBUTION("sync.unknown-contribution"),
    /// What is settled is not cash that was announced and waits.
    NOT_ANNOUNCED_CASH("sync.not-announced-cash"),
    /// A host cancelled this cash before.
    CASH_WAS_CANCELLED("sync.cash-was-cancelled"),
    /// A host took this cash before.
    CASH_WAS_TAKEN("sync.cash-was-taken"),
    /// Only a device of the venue's host says this.
    NOT_A_HOSTS_DEVICE("sync.not-a-hosts-device"),
    /// Nobody answers for the venue's money: its host is not verified, or not any more.
    VENUE_NOT_VOUCHED_FOR("sync.venue-not-vouched-for"),
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

    /// What a server's reason for setting an operation aside means, in a form that has a sentence.
    ///
    /// @param code as in [PushReceipt.Quarantined#reason]
    /// @param operation that was set aside
    /// @return empty for a reason that this version does not know
    public static Optional<Failure> said(String code, Operation operation) {
        return switch (code) {
            case "protocol.malformed" -> Optional.of(new ProtocolFailure.Malformed("operation"));
            case "protocol.unknown-kind" ->
                Optional.of(new ProtocolFailure.UnknownKind(operation.body().kind()));
            default ->
                Arrays.stream(values())
                        .filter(reason -> reason.code.equals(code))
                        .<Failure>map(reason -> reason)
                        .findFirst();
        };
    }
}
