package studio.karangou.server.http;

/// Tells who a bearer token belongs to.
public interface Callers {
    /// The device whose session this is.
    ///
    /// @throws studio.karangou.common.model.FailureException if the token is not that of a session, or it is over
    DeviceCaller device(String token);

    /// The person whose session this is.
    ///
    /// @throws studio.karangou.common.model.FailureException if the token is not that of a session, or it is over
    PersonCaller person(String token);

    /// Whether the token is the operator's.
    boolean isOperator(String token);
}
