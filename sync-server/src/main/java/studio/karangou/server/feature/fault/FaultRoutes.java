package studio.karangou.server.feature.fault;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import studio.karangou.common.protocol.FaultApi;
import studio.karangou.common.protocol.FaultApi.FaultDecision;
import studio.karangou.server.access.Permission;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.Bodies;
import studio.karangou.server.http.Caller;
import studio.karangou.server.http.Paths;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// Faults of clients: read, and marked as settled.
public final class FaultRoutes implements Routes {
    private static final String BASE = "/api/v1/faults";

    private final Faults faults;

    public FaultRoutes(Faults faults) {
        this.faults = faults;
    }

    @Override
    public void register(RouteTable table) {
        table.staff(Permission.KEEP_FAULTS, Method.GET, BASE, this::list)
                .staff(Permission.KEEP_FAULTS, Method.GET, BASE + "/{fault}", this::read)
                .staff(Permission.KEEP_FAULTS, Method.PUT, BASE + "/{fault}", this::decide);
    }

    private void list(ServerRequest request, ServerResponse response, Caller caller) {
        Answers.json(request, response, Status.OK_200, new FaultApi.Faults(faults.latest()));
    }

    private void read(ServerRequest request, ServerResponse response, Caller caller) {
        Answers.json(request, response, Status.OK_200, faults.read(id(request)));
    }

    private void decide(ServerRequest request, ServerResponse response, Caller caller) {
        String fault = id(request);
        FaultDecision decision = Bodies.json(request, FaultDecision.class);
        Answers.json(request, response, Status.OK_200, faults.decide(caller, fault, decision.state()));
    }

    private static String id(ServerRequest request) {
        return Paths.part(request, "fault", String::valueOf);
    }
}
