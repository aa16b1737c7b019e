package studio.karangou.server.http;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// Answers a request of a person.
@FunctionalInterface
public interface PersonHandler {
    void handle(ServerRequest request, ServerResponse response, PersonCaller caller) throws Exception;
}
