package studio.karangou.desktop.feature.dashboard;

import java.util.List;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.PeopleApi.RoleRequest;

/// Who asks for a role. Blocks, and throws a [studio.karangou.common.model.FailureException] with why not.
public interface RoleDesk {
    /// The longest waiting first.
    List<RoleRequest> requests();

    /// @param state verified or refused
    void decide(PersonId person, Role role, RoleState state);
}
