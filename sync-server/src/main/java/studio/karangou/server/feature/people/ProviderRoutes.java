package studio.karangou.server.feature.people;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.UUID;
import studio.karangou.common.model.Id;
import studio.karangou.common.protocol.PeopleApi;
import studio.karangou.common.protocol.PeopleApi.Confirmation;
import studio.karangou.common.protocol.ProviderApi.ProviderCompletion;
import studio.karangou.common.protocol.ProviderApi.ProviderSignInRequest;
import studio.karangou.common.protocol.ProviderApi.Providers;
import studio.karangou.server.access.Permission;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.Bodies;
import studio.karangou.server.http.Paths;
import studio.karangou.server.http.PeerAddress;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// Sign-in with other providers.
public final class ProviderRoutes implements Routes {
    private static final String BASE = "/api/v1/people/providers";
    private static final HeaderName DEVICE = HeaderNames.create(PeopleApi.DEVICE_HEADER);

    private final ProviderSignIns providers;
    private final PeopleLimits limits;
    private final PeerAddress addresses;
    private final Origins origins;

    ProviderRoutes(ProviderSignIns providers, PeopleLimits limits, PeerAddress addresses, Origins origins) {
        this.providers = providers;
        this.limits = limits;
        this.addresses = addresses;
        this.origins = origins;
    }

    @Override
    public void register(RouteTable table) {
        table.newcomer(Permission.SIGN_IN, Method.GET, BASE, this::list)
                .newcomer(Permission.SIGN_IN, Method.POST, BASE + "/{provider}/sign-ins", this::begin)
                .newcomer(Permission.SIGN_IN, Method.POST, BASE + "/{provider}/completions", this::complete)
                .newcomer(Permission.SIGN_IN, Method.POST, BASE + "/joins/{request}/confirmations", this::confirm);
    }

    private void list(ServerRequest request, ServerResponse response) {
        Answers.json(request, response, Status.OK_200, new Providers(providers.list()));
    }

    private void begin(ServerRequest request, ServerResponse response) {
        limits.stranger(new Origin(addresses.networkOf(request), null));
        ProviderSignInRequest body = Bodies.json(request, ProviderSignInRequest.class);
        Answers.json(request, response, Status.CREATED_201, providers.begin(provider(request), body));
    }

    private void complete(ServerRequest request, ServerResponse response) {
        Origin origin = origin(request);
        limits.stranger(origin);
        ProviderCompletion body = Bodies.json(request, ProviderCompletion.class);
        Answers.json(request, response, Status.CREATED_201, providers.complete(provider(request), body, origin));
        limits.known(origin);
    }

    private void confirm(ServerRequest request, ServerResponse response) {
        Origin origin = origin(request);
        limits.stranger(origin);
        UUID id = Paths.part(request, "request", Id::parseUuid);
        Confirmation body = Bodies.json(request, Confirmation.class);
        Answers.json(request, response, Status.CREATED_201, providers.confirm(id, body, origin));
        limits.known(origin);
    }

    private Origin origin(ServerRequest request) {
        return origins.of(
                addresses.networkOf(request), request.headers().value(DEVICE).orElse(null));
    }

    private static String provider(ServerRequest request) {
        return request.path().pathParameters().get("provider");
    }
}
