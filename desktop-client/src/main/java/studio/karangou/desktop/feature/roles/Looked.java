package studio.karangou.desktop.feature.roles;

import java.util.Optional;
import studio.karangou.common.model.Failure;
import studio.karangou.common.protocol.PeopleApi.Account;

/// Whose sheet an administrator looks at.
public sealed interface Looked {
    record Nobody() implements Looked {}

    /// It is being read.
    record Reading() implements Looked {}

    record Unread(Failure why) implements Looked {}

    /// @param asked what is to be confirmed, empty for nothing
    /// @param done what was done last, empty for nothing
    record Sheet(Account account, Optional<RoleAct> asked, Optional<RoleAct> done) implements Looked {}
}
