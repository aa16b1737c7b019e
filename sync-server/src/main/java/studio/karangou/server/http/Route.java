package studio.karangou.server.http;

import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;

/// A route as it stands in the table.
///
/// @param path as in OpenAPI: `/api/v1/films/{film}`
/// @param handler what runs once the caller is known and may call
public record Route(Method method, String path, Access access, Handler handler) {
    /// Who may call a route. This is the one place where that is decided.
    public enum Access {
        /// Anyone; no token is looked at.
        ANYONE,
        /// A device that has no session yet: it must speak the protocol.
        NEWCOMER,
        /// A device with a session.
        DEVICE,
        /// The operator of the server.
        OPERATOR
    }
}
