package studio.karangou.server.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.PeopleApi;
import studio.karangou.common.protocol.ProtocolFailure;
import studio.karangou.common.protocol.ProtocolVersion;
import studio.karangou.server.access.Party;
import studio.karangou.server.access.Permission;
import studio.karangou.server.access.PermissionTable;

/// Every route of the server with its permission. Rights and rates are checked here and nowhere else.
public final class RouteTable {
    private static final String BEARER = "Bearer ";
    private static final HeaderName DEVICE = HeaderNames.create(PeopleApi.DEVICE_HEADER);

    private final Callers callers;
    private final RequestLimits limits;
    private final List<Route> routes = new ArrayList<>();
    private final List<LineRoute> lines = new ArrayList<>();

    public RouteTable(Callers callers, RequestLimits limits) {
        this.callers = callers;
        this.limits = limits;
    }

    /// A route for anyone; no token is looked at.
    public RouteTable anyone(Permission permission, Method method, String path, Handler handler) {
        require(permission, parties -> parties.contains(Party.NOBODY));
        return add(new Route(method, path, permission, false, handler));
    }

    /// A route for anyone that answers even while the server is full or stops: who watches it must see how it
    /// is then more than ever.
    public RouteTable watcher(Permission permission, Method method, String path, Handler handler) {
        require(permission, parties -> parties.contains(Party.NOBODY));
        return add(new Route(method, path, permission, false, true, (request, response) -> {
            limits.watcher(request);
            handler.handle(request, response);
        }));
    }

    /// A route for a program whose device or person has no session yet.
    public RouteTable newcomer(Permission permission, Method method, String path, Handler handler) {
        require(permission, parties -> parties.contains(Party.NOBODY));
        return add(new Route(method, path, permission, true, (request, response) -> {
            checkProtocol(request);
            handler.handle(request, response);
        }));
    }

    /// A route for a device with a session.
    public RouteTable device(Permission permission, Method method, String path, DeviceHandler handler) {
        require(permission, parties -> parties.equals(Set.of(Party.DEVICE)));
        return add(new Route(method, path, permission, true, (request, response) -> {
            checkProtocol(request);
            DeviceCaller caller = callers.device(token(request));
            limits.caller(caller, permission, method);
            handler.handle(request, response, caller);
        }));
    }

    /// An address where a device with a session opens a line (RFC 6455). Who is not let in, or asks for
    /// something else there, is told why as everywhere.
    public RouteTable line(Permission permission, String path, Lines kept) {
        require(permission, parties -> parties.equals(Set.of(Party.DEVICE)));
        lines.add(new LineRoute(
                path,
                arrival -> {
                    limits.address(arrival, permission);
                    checkProtocol(arrival.headers());
                    DeviceCaller caller = callers.device(token(arrival.headers()));
                    limits.caller(caller, permission, Method.GET);
                    return caller;
                },
                kept));
        return device(permission, Method.GET, path, (request, _, caller) -> {
            kept.admit(caller);
            // a handshake that comes as far as here found no place
            throw LineUpgrader.isHandshake(request.headers())
                    ? new RequestFailure.Busy().asException()
                    : new RequestFailure.UpgradeMissing().asException();
        });
    }

    /// Where lines are opened.
    List<LineRoute> lines() {
        return List.copyOf(lines);
    }

    /// A route for people with a session.
    public RouteTable person(Permission permission, Method method, String path, PersonHandler handler) {
        require(permission, parties -> !parties.isEmpty() && parties.stream().allMatch(Party::isPerson));
        return add(new Route(method, path, permission, true, (request, response) -> {
            checkProtocol(request);
            PersonCaller caller = person(permission, token(request));
            limits.caller(caller, permission, method);
            if (request.headers()
                    .value(DEVICE)
                    .filter(device -> callers.met(caller, device))
                    .isPresent()) {
                response.header(DEVICE, PeopleApi.DEVICE_MET);
            }
            handler.handle(request, response, caller);
        }));
    }

    /// A route for the operator.
    public RouteTable operator(Permission permission, Method method, String path, Handler handler) {
        require(permission, parties -> parties.equals(Set.of(Party.OPERATOR)));
        return add(new Route(method, path, permission, false, (request, response) -> {
            if (!callers.isOperator(token(request))) {
                throw new RequestFailure.OperatorOnly().asException();
            }
            handler.handle(request, response);
        }));
    }

    /// A route for the operator and for people who help run things.
    public RouteTable staff(Permission permission, Method method, String path, StaffHandler handler) {
        require(
                permission,
                parties -> parties.contains(Party.OPERATOR) && parties.stream().anyMatch(Party::isPerson));
        return add(new Route(method, path, permission, false, (request, response) -> {
            String token = token(request);
            Caller caller = callers.isOperator(token) ? new OperatorCaller() : person(permission, token);
            limits.caller(caller, permission, method);
            handler.handle(request, response, caller);
        }));
    }

    /// What was registered so far, in order.
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /// What is answered where there is no route: who only guesses is counted too.
    Handler refusal(Supplier<RequestFailure> failure) {
        return (request, _) -> {
            limits.address(request, Permission.ASK_ABOUT_SERVER);
            throw failure.get().asException();
        };
    }

    private RouteTable add(Route route) {
        Handler handler = route.handler();
        Handler limited = (request, response) -> {
            limits.address(request, route.permission());
            handler.handle(request, response);
        };
        routes.add(
                route.always()
                        ? route
                        : new Route(route.method(), route.path(), route.permission(), route.asksProtocol(), limited));
        return this;
    }

    private PersonCaller person(Permission permission, String token) {
        PersonCaller caller = callers.person(token);
        if (!PermissionTable.allows(permission, caller.roles())) {
            throw new RequestFailure.NotPermitted().asException();
        }
        return caller;
    }

    /// A route of another kind than its permission's row would be checked by the wrong token.
    private static void require(Permission permission, Predicate<Set<Party>> fits) {
        if (!fits.test(PermissionTable.parties(permission))) {
            throw new IllegalArgumentException(permission + " is not the permission of a route of this kind");
        }
    }

    private static String token(ServerRequest request) {
        return bearer(request.headers()).orElseThrow(() -> new RequestFailure.Unauthenticated().asException());
    }

    private static String token(Headers headers) {
        return bearer(headers).orElseThrow(() -> new RequestFailure.Unauthenticated().asException());
    }

    /// The token that a request brings.
    static Optional<String> bearer(ServerRequest request) {
        return bearer(request.headers());
    }

    private static Optional<String> bearer(Headers headers) {
        return headers.value(HeaderNames.AUTHORIZATION)
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip())
                .filter(value -> !value.isEmpty());
    }

    private static void checkProtocol(ServerRequest request) {
        checkProtocol(request.headers());
    }

    private static void checkProtocol(Headers headers) {
        Optional<String> spoken =
                headers.find(HeaderNames.create(ProtocolVersion.HEADER)).map(Header::get);
        checkProtocol(spoken.orElseThrow(() -> new RequestFailure.ProtocolMissing().asException()));
    }

    /// What a program says that it speaks.
    ///
    /// @throws FailureException with a [ProtocolFailure]
    static void checkProtocol(String spoken) {
        try {
            ProtocolVersion.check(Integer.parseInt(spoken.strip()));
        } catch (NumberFormatException e) {
            throw new FailureException(new ProtocolFailure.Malformed(ProtocolVersion.HEADER), e);
        }
    }
}
