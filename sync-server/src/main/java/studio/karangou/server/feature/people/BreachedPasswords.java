package studio.karangou.server.feature.people;

/// Knows passwords that were found in breaches of other services.
public interface BreachedPasswords {
    /// Whether a password is among them. False when it cannot be told.
    boolean contain(String password);
}
