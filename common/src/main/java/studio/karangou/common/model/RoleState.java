package studio.karangou.common.model;

/// How far a person is with a role. Only [#VERIFIED] gives its rights.
public enum RoleState {
    /// Asked for; an administrator has yet to look at it.
    REQUESTED,
    VERIFIED,
    REFUSED
}
