package studio.karangou.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import org.jspecify.annotations.Nullable;

/// Under which address this server was asked, for links that lead back to it.
///
/// @param publicUrl its address as others see it, without a slash at the end; null to take it from each request
/// @param behindProxy whether a proxy of ours stands before the server, which writes `X-Forwarded-Proto`
public record OwnAddress(@Nullable String publicUrl, boolean behindProxy) {
    /// As in `https://karangou.example`, without a slash at the end.
    public String of(ServerRequest request) {
        if (publicUrl != null) {
            return publicUrl;
        }
        boolean encrypted = request.isSecure()
                || (behindProxy
                        && request.headers()
                                .value(HeaderNames.X_FORWARDED_PROTO)
                                .filter("https"::equalsIgnoreCase)
                                .isPresent());
        return (encrypted ? "https://" : "http://") + request.authority();
    }
}
