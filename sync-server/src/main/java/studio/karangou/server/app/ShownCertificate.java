package studio.karangou.server.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// The certificate of a server on this very machine, in its data folder: the operator's commands trust exactly
/// that one, as its name is the server's public one and not `127.0.0.1`.
final class ShownCertificate {
    private final Path file;

    ShownCertificate(Path file) {
        this.file = file;
    }

    /// Writes it for those who may read the data folder.
    void write(X509Certificate certificate) {
        try {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(
                    part, Base64.getEncoder().encodeToString(certificate.getEncoded()), StandardCharsets.US_ASCII);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        } catch (IOException e) {
            throw new UncheckedIOException("our own data folder", e);
        }
    }

    /// There is none any more.
    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("our own data folder", e);
        }
    }

    /// What trusts this certificate and no other; null if the server speaks plain HTTP.
    @Nullable
    SSLContext trust() throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            byte[] only = Base64.getDecoder()
                    .decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new OnlyThis(only)}, null);
            return context;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("not what the server wrote", e);
        }
    }

    private static final class OnlyThis extends X509ExtendedTrustManager {
        private final byte[] only;

        OnlyThis(byte[] only) {
            this.only = only;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            if (chain.length == 0 || !Arrays.equals(only, chain[0].getEncoded())) {
                throw new CertificateException("not the certificate of the server on this machine");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("nobody's server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("nobody's server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("nobody's server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
