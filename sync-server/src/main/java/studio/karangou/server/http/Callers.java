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

    /// A person's own request came with the token of a device's session: they are at it. One that is not good says
    /// nothing, and is no reason to refuse the request.
    ///
    /// @param device its token
    /// @return whether that is noted
    boolean met(PersonCaller person, String device);

    /// Whether the token is the operator's.
    boolean isOperator(String token);
}
