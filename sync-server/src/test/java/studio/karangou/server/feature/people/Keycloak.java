package studio.karangou.server.feature.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Keycloak itself, on this machine, with a realm of one client and one person.
final class Keycloak implements AutoCloseable {
    static final String CLIENT = "karangou";
    static final String USER = "afi";
    static final String PASSWORD = "fleuve mangue tambour sept";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String REALM = """
            {"realm": "karangou", "enabled": true, "sslRequired": "none",
             "clients": [{"clientId": "karangou", "enabled": true, "publicClient": true, "standardFlowEnabled": true,
               "redirectUris": ["http://127.0.0.1/*"], "attributes": {"pkce.code.challenge.method": "S256"}}],
             "users": [{"username": "afi", "enabled": true, "email": "afi@exemple.tg", "emailVerified": true,
               "firstName": "Afi", "lastName": "Mensah",
               "credentials": [{"type": "password", "value": "%s", "temporary": false}]}]}
            """.formatted(PASSWORD);

    private final int port;
    private final Path log;
    private final Process process;

    /// @param home the unpacked distribution
    /// @param folder for its data and log
    Keycloak(Path home, Path folder) throws IOException {
        port = freePort();
        log = folder.resolve("keycloak.log");
        Path imported = Files.createDirectories(home.resolve("data/import"));
        Files.writeString(imported.resolve("karangou-realm.json"), REALM);
        ProcessBuilder builder = new ProcessBuilder(List.of(
                "bash",
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--db=dev-mem",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--import-realm"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        awaitReady();
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + port + "/realms/karangou");
    }

    private void awaitReady() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (System.nanoTime() < end && process.isAlive()) {
                if (answers(http)) {
                    return;
                }
                LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            }
        }
        close();
        throw new IOException("Keycloak did not start: " + Files.readString(log));
    }

    private boolean answers(HttpClient http) {
        try {
            return http.send(
                                    HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false; // not yet
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
