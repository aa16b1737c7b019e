package studio.karangou.desktop.feature.roles;

import studio.karangou.common.model.Role;

/// What an administrator is about to do about a role, or has done.
///
/// @param kind what with it
public record RoleAct(Kind kind, Role role) {
    /// The key of its sentences is `persons.` and the code.
    public enum Kind {
        ACCEPT("accept"),
        REFUSE("refuse"),
        TAKE("take");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
