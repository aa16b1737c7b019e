package studio.karangou.server.http;

import io.helidon.webserver.http.ServerRequest;
import java.util.function.Function;
import studio.karangou.common.model.FailureException;

/// Reads the variable parts of an address.
public final class Paths {
    private Paths() {}

    /// A part as one of our words; what cannot be one is an address that does not exist.
    ///
    /// @throws FailureException with [RequestFailure.NotFound]
    public static <T> T part(ServerRequest request, String name, Function<String, T> parse) {
        try {
            return parse.apply(request.path().pathParameters().get(name));
        } catch (IllegalArgumentException e) {
            throw new FailureException(new RequestFailure.NotFound(), e);
        }
    }
}
