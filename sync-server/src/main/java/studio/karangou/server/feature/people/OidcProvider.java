package studio.karangou.server.feature.people;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A provider of identities by OpenID Connect Core 1.0, as the operator has set it up.
///
/// @param name in addresses, as in `keycloak`
/// @param title for people
/// @param issuer exactly as its tokens say it
/// @param secret null for a public client
public record OidcProvider(
        String name,
        String title,
        URI issuer,
        String clientId,
        @Nullable String secret) {
    @Override
    public String toString() {
        return "OidcProvider[" + name + "]";
    }
}
