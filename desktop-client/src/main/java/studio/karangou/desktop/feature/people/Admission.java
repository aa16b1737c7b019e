package studio.karangou.desktop.feature.people;

import java.util.UUID;

/// What came of showing who one is.
public sealed interface Admission {
    /// Signed in.
    record Admitted(SignedIn who) implements Admission {}

    /// An account has the address that the provider vouches for: the code that went to it lets the provider open it.
    record JoiningAsked(UUID request) implements Admission {}

    /// A second factor is needed, within five minutes.
    ///
    /// @param token to be given back with the code
    record SecondFactorAsked(String token) implements Admission {
        @Override
        public String toString() {
            return "SecondFactorAsked[…]";
        }
    }
}
