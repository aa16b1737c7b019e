package studio.karangou.server.http;

import java.nio.file.Path;
import java.time.Duration;

/// Where the certificate and its key are.
///
/// @param certificate PEM, the server's own first, then those that vouch for it
/// @param key PEM, without a password
/// @param pause between two looks whether they are others
public record TlsFiles(Path certificate, Path key, Duration pause) {
    private static final Duration STANDARD_PAUSE = Duration.ofSeconds(10);

    /// Files that are looked at every ten seconds.
    public TlsFiles(Path certificate, Path key) {
        this(certificate, key, STANDARD_PAUSE);
    }
}
