package studio.karangou.desktop.feature.people;

/// What a person typed to show who they are. Kept in memory only, for as long as the sign-in takes.
public record Credentials(String email, String password) {
    /// Says nothing of them, so that they reach no log.
    @Override
    public String toString() {
        return "Credentials[…]";
    }
}
