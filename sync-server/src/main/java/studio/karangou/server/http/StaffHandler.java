package studio.karangou.server.http;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// Answers a request of the operator or of a person who helps run things.
@FunctionalInterface
public interface StaffHandler {
    /// @param caller an [OperatorCaller] or a [PersonCaller]
    void handle(ServerRequest request, ServerResponse response, Caller caller) throws Exception;
}
