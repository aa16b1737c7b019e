package studio.karangou.server.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.fuzz.FuzzTarget;

/// What stands in headers, addresses of proxies, and PEM files.
public final class HeaderTarget implements FuzzTarget {
    private static final Languages LANGUAGES = new Languages();
    /// A certificate of nobody, so that keys are reached as well.
    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBczCCARmgAwIBAgIUQm9ndXMwDQYJKoZIhvcNAQELBQAwDTELMAkGA1UEAwwC
            -----END CERTIFICATE-----
            """;

    public static void fuzzerTestOneInput(byte[] bytes) {
        new HeaderTarget().read(bytes);
    }

    @Override
    public String name() {
        return "header";
    }

    @Override
    public void read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        LANGUAGES.of(text).locale();
        PeerAddress.network(text);
        for (String certificate : List.of(text, CERTIFICATE)) {
            try {
                PemIdentity.parse(certificate, text);
            } catch (GeneralSecurityException e) {
                continue; // said no
            }
        }
        try {
            RouteTable.checkProtocol(text);
        } catch (FailureException e) {
            return; // said no
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                "1".getBytes(StandardCharsets.US_ASCII),
                "fr-TG, en;q=0.5".getBytes(StandardCharsets.US_ASCII),
                "2001:db8::1%eth0".getBytes(StandardCharsets.US_ASCII),
                CERTIFICATE.getBytes(StandardCharsets.US_ASCII),
                "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----"
                        .getBytes(StandardCharsets.US_ASCII));
    }
}
