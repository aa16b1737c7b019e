package studio.karangou.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.http.PemFiles;
import studio.karangou.server.http.TlsFailure;
import studio.karangou.server.http.TlsFiles;

/// TLS of the real server, and certificates that change while it runs.
@Timeout(120)
class TlsTest {
    private static final Duration LOOKS = Duration.ofMillis(50);

    @TempDir
    private Path folder;

    private Path certificate;
    private Path key;
    private PemFiles first;
    private PemFiles second;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        certificate = folder.resolve("cert.pem");
        key = folder.resolve("key.pem");
        first = PemFiles.make(folder, "EC", "first");
        second = PemFiles.make(folder, "RSA", "second");
        first.write(certificate, key);
        server = TestServer.start(DatabaseKind.H2, folder.resolve("data"));
        server.restartWith(new TlsFiles(certificate, key, LOOKS));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void it_is_spoken_in_both_versions_of_http_and_says_that_it_stays_so() throws Exception {
        try (HttpClient client = trusting(first)) {
            for (HttpClient.Version version : HttpClient.Version.values()) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(URI.create(server.base() + "/api/v1/films"))
                                .version(version)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.version()).isEqualTo(version);
                assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                        .hasValue("max-age=31536000");
            }
        }
    }

    @Test
    void a_body_larger_than_the_first_window_of_http_2_comes_whole() throws Exception {
        String body = "{\"email\":\"" + "a".repeat(200 * 1024) + "\",\"password\":\"x\",\"program\":\"Salle\"}";
        try (HttpClient client = trusting(first)) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(server.base() + "/api/v1/people/sign-ins"))
                            .version(HttpClient.Version.HTTP_2)
                            .header("Karangou-Protocol", "1")
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.body()).contains("people.sign-in-refused");
        }
    }

    @Test
    void another_certificate_is_shown_under_load_without_a_single_request_lost() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        try (HttpClient staying = trusting(first)) {
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    assertThat(live(staying).statusCode()).isEqualTo(200);
                    answered.incrementAndGet();
                }
            });
            awaitMore(answered, 5);

            second.write(certificate, key);
            awaitShown(second.certificate());
            awaitMore(answered, 5);

            over.set(true);
            load.join();
        }
        try (HttpClient fresh = trusting(second)) {
            assertThat(shown(fresh)).isEqualTo(second.certificate());
        }
    }

    @Test
    void the_operators_commands_trust_the_certificate_of_this_machine_and_no_other() throws Exception {
        Path data = folder.resolve("data");
        SSLContext trust = new ShownCertificate(data.resolve("server.certificate")).trust();
        String token = Files.readString(data.resolve("operator.token")).strip();
        try (AdminClient admin = new AdminClient(server.base(), token, Locale.FRENCH, trust)) {
            assertThat(admin.get("/api/v1/operator/jobs").path("jobs").isArray())
                    .isTrue();
        }
        second.write(certificate, key);
        awaitShown(second.certificate());

        try (AdminClient admin = new AdminClient(server.base(), token, Locale.FRENCH, trust)) {
            assertThat(catchThrowableOfType(FailureException.class, () -> admin.get("/api/v1/operator/jobs")))
                    .hasMessage("admin.no-server");
        }
    }

    @Test
    void a_playlist_is_fetched_by_tls_too() throws Exception {
        server.restartWith((TlsFiles) null);
        TestDevice device = TestDevice.enrolled(server);
        FilmId film = new TestCatalogue(server).preparedFilm("Yeelen", 2).film();
        server.restartWith(new TlsFiles(certificate, key, LOOKS));

        try (HttpClient client = trusting(first)) {
            HttpResponse<byte[]> opened = client.send(
                    device.request("/api/v1/films/" + film + "/playbacks")
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            String url = TestServer.json(opened).path("url").asText();
            assertThat(url).startsWith(server.base());
            assertThat(client.send(
                                    HttpRequest.newBuilder(URI.create(url)).build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void without_a_certificate_that_can_be_used_it_does_not_start() throws Exception {
        Files.writeString(key, second.keyPem());

        assertThat(catchThrowableOfType(FailureException.class, server::restart).failure())
                .isEqualTo(new TlsFailure.Unusable(certificate.toString()));
        first.write(certificate, key);
        server.startAgain();
    }

    private HttpResponse<String> live(HttpClient client) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(server.base() + "/health/live"))
                            .version(HttpClient.Version.HTTP_1_1)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate shown(HttpClient client) throws SSLPeerUnverifiedException {
        return (X509Certificate) live(client).sslSession().orElseThrow().getPeerCertificates()[0];
    }

    private void awaitShown(X509Certificate expected) throws Exception {
        while (true) {
            try (HttpClient fresh = trusting(first, second)) {
                if (shown(fresh).equals(expected)) {
                    return;
                }
            }
        }
    }

    private static void awaitMore(AtomicInteger counter, int more) {
        int goal = counter.get() + more;
        while (counter.get() < goal) {
            Thread.onSpinWait();
        }
    }

    private static HttpClient trusting(PemFiles... trusted) throws GeneralSecurityException, IOException {
        return HttpClient.newBuilder().sslContext(PemFiles.trustingAll(trusted)).build();
    }
}
