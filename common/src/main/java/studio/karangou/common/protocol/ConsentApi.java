package studio.karangou.common.protocol;

import java.time.Instant;
import java.util.List;

/// The messages by which people say what they agree to, and take it back. JSON.
public final class ConsentApi {
    private ConsentApi() {}

    /// What people are asked to agree to. What an account needs to work is not among it: that needs no consent.
    public enum ConsentPurpose {
        /// The notice on privacy was read.
        PRIVACY_NOTICE,
        /// Faults of the program are reported, without personal data.
        FAULT_REPORTS,
        /// News of films and projects by e-mail.
        NEWS
    }

    /// A decision that was recorded.
    ///
    /// @param version of the question
    public record Consent(ConsentPurpose purpose, int version, boolean given, Instant at) {}

    /// `PUT /api/v1/me/consents/{purpose}`, answered by [Consent].
    public record ConsentDecision(int version, boolean given) {}

    /// `GET /api/v1/me/consents`: what was decided; what was never asked is not there.
    public record Consents(List<Consent> consents) {
        public Consents {
            consents = List.copyOf(consents);
        }
    }
}
