package studio.karangou.server.http;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// Answers a request of a device.
@FunctionalInterface
public interface DeviceHandler {
    void handle(ServerRequest request, ServerResponse response, DeviceCaller caller) throws Exception;
}
