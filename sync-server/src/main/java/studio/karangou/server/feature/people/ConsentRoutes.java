package studio.karangou.server.feature.people;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import studio.karangou.common.protocol.ConsentApi;
import studio.karangou.common.protocol.ConsentApi.ConsentDecision;
import studio.karangou.common.protocol.ConsentApi.ConsentPurpose;
import studio.karangou.server.access.Permission;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.Bodies;
import studio.karangou.server.http.Paths;
import studio.karangou.server.http.PersonCaller;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// What people agreed to.
final class ConsentRoutes implements Routes {
    private static final String BASE = "/api/v1/me/consents";

    private final Consents consents;

    ConsentRoutes(Consents consents) {
        this.consents = consents;
    }

    @Override
    public void register(RouteTable table) {
        table.person(
                        Permission.KEEP_OWN_ACCOUNT,
                        Method.GET,
                        BASE,
                        (request, response, caller) -> Answers.json(
                                request, response, Status.OK_200, new ConsentApi.Consents(consents.of(caller))))
                .person(Permission.KEEP_OWN_ACCOUNT, Method.PUT, BASE + "/{purpose}", this::decide);
    }

    private void decide(ServerRequest request, ServerResponse response, PersonCaller caller) {
        ConsentPurpose purpose = Paths.part(request, "purpose", ConsentPurpose::valueOf);
        ConsentDecision decision = Bodies.json(request, ConsentDecision.class);
        Answers.json(request, response, Status.OK_200, consents.decide(caller, purpose, decision));
    }
}
