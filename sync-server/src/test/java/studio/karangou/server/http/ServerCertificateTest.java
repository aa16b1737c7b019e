package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is shown after each look at the files; the looks are asked for, none comes by itself.
@Timeout(60)
class ServerCertificateTest {
    @TempDir
    private Path folder;

    private final List<X509Certificate> told = new ArrayList<>();
    private Path certificate;
    private Path key;
    private PemFiles first;
    private PemFiles second;

    @BeforeEach
    void write_the_first() throws IOException {
        certificate = folder.resolve("cert.pem");
        key = folder.resolve("key.pem");
        first = PemFiles.make(folder, "EC", "first");
        second = PemFiles.make(folder, "EC", "second");
        first.write(certificate, key);
    }

    @Test
    void files_that_cannot_be_used_leave_the_old_certificate_until_better_ones_come() throws Exception {
        try (ServerCertificate served = new ServerCertificate(
                new TlsFiles(certificate, key, Duration.ofDays(1)), InstantSource.system(), told::add)) {
            Files.writeString(certificate, "not a certificate");
            served.look();
            assertThat(shownBy(served)).isEqualTo(first.certificate());

            Files.delete(certificate);
            served.look();
            assertThat(shownBy(served)).isEqualTo(first.certificate());
            assertThat(told).containsExactly(first.certificate());

            second.write(certificate, key);
            served.look();
            assertThat(shownBy(served)).isEqualTo(second.certificate());
            assertThat(told).containsExactly(first.certificate(), second.certificate());
        }
    }

    /// What a client sees in a handshake.
    private X509Certificate shownBy(ServerCertificate served) throws Exception {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (SSLServerSocket listening =
                (SSLServerSocket) served.context().getServerSocketFactory().createServerSocket(0, 1, here)) {
            Thread answering = Thread.ofVirtual().start(() -> {
                try (SSLSocket accepted = (SSLSocket) listening.accept()) {
                    accepted.startHandshake();
                    accepted.getInputStream().read();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            try (SSLSocket client = (SSLSocket) PemFiles.trustingAll(first, second)
                    .getSocketFactory()
                    .createSocket(here, listening.getLocalPort())) {
                client.startHandshake();
                return (X509Certificate) client.getSession().getPeerCertificates()[0];
            } finally {
                answering.join();
            }
        }
    }
}
