package studio.karangou.common.protocol;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.LanguageTag;

/// The messages by which a person signs in with another provider, and sees with which. JSON. Records that hold a secret
/// do not show it.
public final class ProviderApi {
    private ProviderApi() {}

    /// `GET /api/v1/people/providers`: with whom else one may sign in.
    public record Providers(List<ProviderShown> providers) {}

    /// @param name in addresses
    /// @param title for people
    public record ProviderShown(String name, String title) {}

    /// `POST /api/v1/people/providers/{provider}/sign-ins`, answered by [ProviderSignIn].
    ///
    /// @param redirect where the program listens on this machine, as in `http://127.0.0.1:49152/back` (RFC 8252)
    public record ProviderSignInRequest(String redirect) {}

    /// A sign-in under way, for ten minutes.
    ///
    /// @param address to be opened in the system's browser, which comes back to `redirect` with `code` and `state`
    public record ProviderSignIn(UUID request, String address) {
        @Override
        public String toString() {
            return "ProviderSignIn[" + request + "]";
        }
    }

    /// `POST /api/v1/people/providers/{provider}/completions`, answered by [PeopleApi.SignInAnswer].
    ///
    /// @param issuer what came back as `iss` (RFC 9207), null if nothing did
    /// @param language of the letters to somebody new
    public record ProviderCompletion(
            UUID request,
            String code,
            String state,
            @Nullable String issuer,
            LanguageTag language,
            String program) {
        @Override
        public String toString() {
            return "ProviderCompletion[" + request + "]";
        }
    }

    /// `GET /api/v1/me/identities`: with whom else the person signs in.
    public record Identities(List<Identity> identities) {
        public Identities {
            identities = List.copyOf(identities);
        }
    }

    /// One of them. `POST /api/v1/me/identities/{identity}/removals` with a [PeopleApi.Proving] takes it away → 204.
    ///
    /// @param title of the provider, for people
    public record Identity(String id, String title, Instant since) {}
}
