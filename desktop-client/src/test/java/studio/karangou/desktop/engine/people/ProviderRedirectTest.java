package studio.karangou.desktop.engine.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.protocol.PeopleApi.SignInAnswer;
import studio.karangou.common.protocol.ProviderApi.ProviderShown;
import studio.karangou.common.protocol.ProviderApi.ProviderSignIn;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.http.ServerConnection;
import studio.karangou.desktop.engine.http.TimeLimits;
import studio.karangou.desktop.feature.people.PeopleFailure;

/// The browser's part is played by an HTTP client that does what it is told, or not.
class ProviderRedirectTest {
    private static final ProviderShown LOME = new ProviderShown("lome", "Université de Lomé");

    private final AtomicReference<String> redirect = new AtomicReference<>("");
    private final AtomicReference<JsonNode> completed = new AtomicReference<>();
    private final HttpClient browser = HttpClient.newHttpClient();
    private HttpServer server;
    private ServerConnection connection;
    private String authorization = "https://lome.example/authorize";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 5);
        server.createContext("/", this::answer);
        server.start();
        connection = new ServerConnection(TimeLimits.USUAL, SigningKeyPair.generate(), () -> Locale.FRENCH);
        connection.identify(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), new DeviceId(new UUID(1, 1)));
    }

    @AfterEach
    void end() {
        connection.close();
        server.stop(0);
        browser.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = Wire.json().readTree(exchange.getRequestBody().readAllBytes());
            byte[] answer;
            if (exchange.getRequestURI().getPath().endsWith("/sign-ins")) {
                redirect.set(body.path("redirect").asText());
                answer = Wire.toJson(new ProviderSignIn(new UUID(4, 4), authorization));
            } else {
                completed.set(body);
                answer = Wire.toJson(new SignInAnswer(null, "second"));
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(201, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private SignInAnswer signIn(ProviderRedirect.Browser opened) {
        return new ProviderRedirect(opened, () -> "<p>Revenez</p>")
                .signIn(connection.forPeople(), LOME, new LanguageTag("fr"), "Poste");
    }

    private CompletableFuture<HttpResponse<String>> visit(String address) {
        return browser.sendAsync(
                HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void what_the_browser_brings_back_goes_to_the_server_and_the_door_closes() throws Exception {
        AtomicReference<CompletableFuture<HttpResponse<String>>> page = new AtomicReference<>();
        SignInAnswer answer = signIn(address -> {
            assertThat(address).hasToString(authorization);
            assertThat(redirect.get()).startsWith("http://127.0.0.1:");
            page.set(visit(redirect.get() + "?code=a%2Fb&state=s%201&iss=https%3A%2F%2Flome.example"));
            return true;
        });
        assertThat(answer.secondFactor()).isEqualTo("second");
        assertThat(completed.get().path("code").asText()).isEqualTo("a/b");
        assertThat(completed.get().path("state").asText()).isEqualTo("s 1");
        assertThat(completed.get().path("issuer").asText()).isEqualTo("https://lome.example");
        assertThat(page.get().get(10, TimeUnit.SECONDS).body()).contains("Revenez");
        assertThatThrownBy(() -> visit(redirect.get() + "?code=late&state=s").get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void another_program_that_finds_the_port_but_not_the_path_is_told_nothing() throws Exception {
        signIn(address -> {
            URI back = URI.create(redirect.get());
            int status = visit("http://127.0.0.1:" + back.getPort() + "/back/guessed?code=x&state=y")
                    .join()
                    .statusCode();
            assertThat(status).isEqualTo(404);
            assertThat(completed.get()).isNull();
            var _ = visit(redirect.get() + "?code=right&state=s");
            return true;
        });
        assertThat(completed.get().path("code").asText()).isEqualTo("right");
        assertThat(completed.get().path("issuer").isNull()).isTrue();
    }

    @Test
    void who_says_no_in_the_browser_is_told_that_nothing_happened() {
        refused(
                address -> {
                    var _ = visit(redirect.get() + "?error=access_denied&state=s");
                    return true;
                },
                PeopleFailure.ProviderClosed.class);
    }

    @Test
    void an_address_that_is_not_of_the_web_is_not_opened() {
        authorization = "file:///etc/passwd";
        refused(address -> true, PeopleFailure.ProviderRefused.class);
        authorization = "not an address";
        refused(address -> true, PeopleFailure.ProviderRefused.class);
    }

    @Test
    void a_machine_without_a_browser_says_so() {
        refused(address -> false, PeopleFailure.BrowserMissing.class);
    }

    @Test
    void a_person_who_gives_up_waits_no_longer() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        CompletableFuture<Boolean> opened = new CompletableFuture<>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                signIn(address -> opened.complete(true));
            } catch (FailureException e) {
                thrown.complete(e);
            }
        });
        opened.get(20, TimeUnit.SECONDS);
        waiting.interrupt();
        assertThat(thrown.get(20, TimeUnit.SECONDS)).isInstanceOf(FailureException.class);
        assertThat(completed.get()).isNull();
    }

    private void refused(ProviderRedirect.Browser opened, Class<? extends PeopleFailure> why) {
        assertThatThrownBy(() -> signIn(opened))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isInstanceOf(why));
        assertThat(completed.get()).isNull();
    }
}
