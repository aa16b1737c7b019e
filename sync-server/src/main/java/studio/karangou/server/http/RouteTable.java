package studio.karangou.server.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.ProtocolFailure;
import studio.karangou.common.protocol.ProtocolVersion;

/// Every route of the server with who may call it. Roles are checked here and nowhere else.
public final class RouteTable {
    private static final String BEARER = "Bearer ";

    private final Callers callers;
    private final List<Route> routes = new ArrayList<>();

    public RouteTable(Callers callers) {
        this.callers = callers;
    }

    /// A route for anyone.
    public RouteTable anyone(Method method, String path, Handler handler) {
        return add(method, path, Route.Access.ANYONE, handler);
    }

    /// A route for a device that has no session yet.
    public RouteTable newcomer(Method method, String path, Handler handler) {
        return add(method, path, Route.Access.NEWCOMER, (request, response) -> {
            checkProtocol(request);
            handler.handle(request, response);
        });
    }

    /// A route for a device with a session.
    public RouteTable device(Method method, String path, DeviceHandler handler) {
        return add(method, path, Route.Access.DEVICE, (request, response) -> {
            checkProtocol(request);
            handler.handle(request, response, callers.device(token(request)));
        });
    }

    /// A route for the operator.
    public RouteTable operator(Method method, String path, Handler handler) {
        return add(method, path, Route.Access.OPERATOR, (request, response) -> {
            if (!callers.isOperator(token(request))) {
                throw new RequestFailure.OperatorOnly().asException();
            }
            handler.handle(request, response);
        });
    }

    /// What was registered so far, in order.
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    private RouteTable add(Method method, String path, Route.Access access, Handler handler) {
        routes.add(new Route(method, path, access, handler));
        return this;
    }

    private static String token(ServerRequest request) {
        return request.headers()
                .value(HeaderNames.AUTHORIZATION)
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip())
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new RequestFailure.Unauthenticated().asException());
    }

    private static void checkProtocol(ServerRequest request) {
        Optional<String> spoken = request.headers()
                .find(HeaderNames.create(ProtocolVersion.HEADER))
                .map(Header::get);
        if (spoken.isEmpty()) {
            throw new RequestFailure.ProtocolMissing().asException();
        }
        try {
            ProtocolVersion.check(Integer.parseInt(spoken.get().strip()));
        } catch (NumberFormatException e) {
            throw new FailureException(new ProtocolFailure.Malformed(ProtocolVersion.HEADER), e);
        }
    }
}
