package studio.karangou.server.feature.people;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.RoleApi.PersonSearch;
import studio.karangou.common.protocol.RoleApi.RoleDecision;
import studio.karangou.common.protocol.RoleApi.RoleRequests;
import studio.karangou.server.access.Permission;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.Bodies;
import studio.karangou.server.http.Caller;
import studio.karangou.server.http.OperatorCaller;
import studio.karangou.server.http.Paths;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// People and their roles, for who decides about them.
public final class RoleRoutes implements Routes {
    private final Roles roles;
    private final SecondFactors secondFactors;

    public RoleRoutes(Roles roles, SecondFactors secondFactors) {
        this.roles = roles;
        this.secondFactors = secondFactors;
    }

    @Override
    public void register(RouteTable table) {
        table.staff(Permission.DECIDE_ROLES, Method.GET, "/api/v1/people/role-requests", this::requests)
                .staff(Permission.READ_PEOPLE, Method.POST, "/api/v1/people/searches", this::search)
                .staff(Permission.READ_PEOPLE, Method.GET, "/api/v1/people/{person}", this::read)
                .staff(Permission.DECIDE_ROLES, Method.PUT, "/api/v1/people/{person}/roles/{role}", this::decide)
                .staff(Permission.DECIDE_ROLES, Method.DELETE, "/api/v1/people/{person}/roles/{role}", this::take)
                .operator(
                        Permission.MAKE_ADMINISTRATORS,
                        Method.POST,
                        "/api/v1/operator/administrators",
                        this::makeAdministrator)
                .operator(
                        Permission.REMOVE_LOST_FACTORS,
                        Method.DELETE,
                        "/api/v1/operator/people/{person}/second-factor",
                        this::removeLostFactor);
    }

    private void requests(ServerRequest request, ServerResponse response, Caller caller) {
        Answers.json(request, response, Status.OK_200, new RoleRequests(roles.requests(caller)));
    }

    private void search(ServerRequest request, ServerResponse response, Caller caller) {
        PersonSearch body = Bodies.json(request, PersonSearch.class);
        Answers.json(request, response, Status.OK_200, roles.find(caller, body));
    }

    private void read(ServerRequest request, ServerResponse response, Caller caller) {
        PersonId person = Paths.part(request, "person", PersonId::parse);
        Answers.json(request, response, Status.OK_200, roles.read(caller, person));
    }

    private void decide(ServerRequest request, ServerResponse response, Caller caller) {
        PersonId person = Paths.part(request, "person", PersonId::parse);
        Role role = Paths.part(request, "role", Role::valueOf);
        roles.decide(
                caller, person, role, Bodies.json(request, RoleDecision.class).state());
        response.status(Status.NO_CONTENT_204).send();
    }

    private void take(ServerRequest request, ServerResponse response, Caller caller) {
        PersonId person = Paths.part(request, "person", PersonId::parse);
        roles.take(caller, person, Paths.part(request, "role", Role::valueOf));
        response.status(Status.NO_CONTENT_204).send();
    }

    private void removeLostFactor(ServerRequest request, ServerResponse response) {
        secondFactors.removeLost(Paths.part(request, "person", PersonId::parse));
        response.status(Status.NO_CONTENT_204).send();
    }

    private void makeAdministrator(ServerRequest request, ServerResponse response) {
        OperatorCaller operator = new OperatorCaller();
        Account found = roles.find(operator, Bodies.json(request, PersonSearch.class));
        roles.decide(operator, found.id(), Role.ADMINISTRATOR, RoleState.VERIFIED);
        Answers.json(request, response, Status.CREATED_201, roles.read(operator, found.id()));
    }
}
