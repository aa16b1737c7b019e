package studio.karangou.desktop.feature.roles;

import java.util.List;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.RoleApi.RoleRequest;

/// What an administrator asks of the server about other people, who are told of each decision by a letter. The server
/// takes down who read whose data. Every method blocks, and throws a
/// [studio.karangou.common.model.FailureException] with why not.
public interface RoleDesk {
    /// The longest waiting first.
    List<RoleRequest> requests();

    Account read(PersonId person);

    /// @param address the whole e-mail address or phone number
    Account find(String address);

    /// @param state verified or refused
    void decide(PersonId person, Role role, RoleState state);

    /// Takes a verified role away.
    void take(PersonId person, Role role);
}
