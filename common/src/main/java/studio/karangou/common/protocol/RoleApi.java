package studio.karangou.common.protocol;

import java.time.Instant;
import java.util.List;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;

/// JSON bodies of the requests and answers about other people's roles (prefix `/api/v1/people`).
public final class RoleApi {
    private RoleApi() {}

    /// `POST /api/v1/people/searches`, answered by [PeopleApi.Account]: for who decides about people.
    ///
    /// @param address e-mail address or phone number
    public record PersonSearch(String address) {
        @Override
        public String toString() {
            return "PersonSearch[…]";
        }
    }

    /// `GET /api/v1/people/role-requests`, the longest waiting first.
    public record RoleRequests(List<RoleRequest> requests) {}

    /// Somebody waits for a decision.
    public record RoleRequest(PersonId person, String name, Role role, Instant since) {
        @Override
        public String toString() {
            return "RoleRequest[" + person + ", " + role + "]";
        }
    }

    /// `PUT /api/v1/people/{person}/roles/{role}` → 204.
    ///
    /// @param state [RoleState#VERIFIED] or [RoleState#REFUSED]
    public record RoleDecision(RoleState state) {}
}
