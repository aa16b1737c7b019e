package studio.karangou.server.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.jobs.RepeatedWork;

/// The certificate that the server shows, read again when its files change. Connections that are open go on; new ones
/// see the new certificate. Files that cannot be used leave the old one in its place.
public final class ServerCertificate implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);
    private static final Duration NEARLY_OVER = Duration.ofDays(14);
    private static final String ALIAS = "server";

    private final TlsFiles files;
    private final InstantSource clock;
    private final Consumer<X509Certificate> shown;
    private final RepeatedWork watch;
    private Text text;
    private volatile PemIdentity identity;

    /// What stood in the files when they were last looked at.
    private record Text(String certificate, String key) {
        @Override
        public String toString() {
            return "Text[…]";
        }
    }

    /// Reads the files.
    ///
    /// @param shown told of each certificate that takes the place of another, and of the first
    /// @throws FailureException with [TlsFailure.Unusable]
    public ServerCertificate(TlsFiles files, InstantSource clock, Consumer<X509Certificate> shown) {
        this.files = files;
        this.clock = clock;
        this.shown = shown;
        try {
            text = read();
            identity = PemIdentity.parse(text.certificate(), text.key());
        } catch (IOException | GeneralSecurityException e) {
            throw new FailureException(
                    new TlsFailure.Unusable(files.certificate().toString()), e);
        }
        tell();
        watch = new RepeatedWork("certificate", files.pause(), this::look);
        watch.start();
    }

    /// For TLS 1.2 and 1.3.
    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new Shown()}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    private Text read() throws IOException {
        return new Text(
                Files.readString(files.certificate(), StandardCharsets.US_ASCII),
                Files.readString(files.key(), StandardCharsets.US_ASCII));
    }

    /// Looks whether the files are others, and shows what they hold if it can be used.
    void look() {
        try {
            Text now = read();
            if (now.equals(text)) {
                return;
            }
            text = now; // what is wrong is told once, not at every look
            identity = PemIdentity.parse(now.certificate(), now.key());
            tell();
        } catch (IOException | GeneralSecurityException e) {
            LOG.atWarn()
                    .addKeyValue("code", "tls.unusable")
                    .setCause(e)
                    .log("the new certificate cannot be used; the old one is still shown");
        }
    }

    private void tell() {
        X509Certificate own = identity.chain().getFirst();
        Instant end = own.getNotAfter().toInstant();
        LOG.info("TLS shows a certificate that is good until {}", end);
        if (clock.instant().plus(NEARLY_OVER).isAfter(end)) {
            LOG.atWarn().addKeyValue("code", "tls.nearly-over").log("the certificate ends at {}", end);
        }
        shown.accept(own);
    }

    @Override
    public void close() {
        watch.close();
    }

    /// Answers each handshake with what there is at that moment.
    private final class Shown extends X509ExtendedKeyManager {
        private @Nullable String alias(String keyType) {
            String own = identity.key().getAlgorithm();
            boolean fits = keyType.equals(own) || (keyType.equals("EdDSA") && own.startsWith("Ed"));
            return fits ? ALIAS : null;
        }

        @Override
        public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            @Nullable String alias = alias(keyType);
            return alias == null ? null : new String[] {alias};
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return alias(keyType);
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return alias(keyType);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return identity.chain().toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return identity.key();
        }

        @Override
        public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }
    }
}
