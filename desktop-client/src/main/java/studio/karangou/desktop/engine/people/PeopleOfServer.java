package studio.karangou.desktop.engine.people;

import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.RoleApi.PersonSearch;
import studio.karangou.common.protocol.RoleApi.RoleDecision;
import studio.karangou.common.protocol.RoleApi.RoleRequest;
import studio.karangou.common.protocol.RoleApi.RoleRequests;
import studio.karangou.desktop.feature.roles.RoleDesk;

/// Other people, as the server shows them to an administrator.
public final class PeopleOfServer implements RoleDesk {
    private static final String PEOPLE = "/api/v1/people";

    private final DevicePeople people;

    public PeopleOfServer(DevicePeople people) {
        this.people = people;
    }

    @Override
    public List<RoleRequest> requests() {
        return ask("GET", "/role-requests", null, RoleRequests.class).requests();
    }

    @Override
    public Account read(PersonId person) {
        return ask("GET", "/" + person, null, Account.class);
    }

    @Override
    public Account find(String address) {
        return ask("POST", "/searches", new PersonSearch(address), Account.class);
    }

    @Override
    public void decide(PersonId person, Role role, RoleState state) {
        tell("PUT", path(person, role), new RoleDecision(state));
    }

    @Override
    public void take(PersonId person, Role role) {
        tell("DELETE", path(person, role), null);
    }

    private static String path(PersonId person, Role role) {
        return "/" + person + "/roles/" + role;
    }

    private <T> T ask(String method, String path, @Nullable Object body, Class<T> type) {
        return people.session().asPerson(access -> people.calls().ask(method, PEOPLE + path, body, access, type));
    }

    private void tell(String method, String path, @Nullable Object body) {
        people.session().asPerson(access -> {
            people.calls().tell(method, PEOPLE + path, body, access);
            return true;
        });
    }
}
