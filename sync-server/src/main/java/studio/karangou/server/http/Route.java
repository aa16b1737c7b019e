package studio.karangou.server.http;

import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import studio.karangou.server.access.Permission;

/// A route as it stands in the table.
///
/// @param path as in OpenAPI: `/api/v1/films/{film}`
/// @param permission whose it is stands in the [studio.karangou.server.access.PermissionTable]
/// @param asksProtocol whether a request must say which version of the protocol it speaks
/// @param always whether it answers even while the server is full or stops
/// @param handler what runs first looks who calls, and whether they may
public record Route(
        Method method, String path, Permission permission, boolean asksProtocol, boolean always, Handler handler) {
    /// A route that takes its place among the requests under way.
    public Route(Method method, String path, Permission permission, boolean asksProtocol, Handler handler) {
        this(method, path, permission, asksProtocol, false, handler);
    }
}
