package studio.karangou.server.feature.people;

import org.jspecify.annotations.Nullable;

/// The addresses that letters lead to. Without a public address of the server's own there are none: an address
/// from a request could be anybody's, and would take the secret in the link there.
///
/// @param publicUrl without a slash at the end; null if the server does not know
public record Links(@Nullable String publicUrl) {
    static final String PATH = "/people/links/";

    /// Where a link leads, null without a public address.
    @Nullable
    String to(String link) {
        return publicUrl == null ? null : publicUrl + PATH + link;
    }
}
