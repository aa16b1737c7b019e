package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.protocol.ProviderApi.ProviderCompletion;
import studio.karangou.common.protocol.ProviderApi.ProviderSignInRequest;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// Sign-in with Keycloak, running for real: authorisation code with PKCE (RFC 7636), a person at its own page.
@Tag("full")
class KeycloakTest {
    private static final String REDIRECT = "http://127.0.0.1:43217/";
    private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");

    @TempDir
    private Path folder;

    private Keycloak keycloak;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        String home = System.getProperty("keycloak.home", "");
        assumeTrue(!home.isEmpty(), "only with -Pfull, which fetches it");
        keycloak = new Keycloak(Path.of(home), folder);
        server = TestServer.start(DatabaseKind.H2, folder.resolve("server"));
        server.clock()
                .advance(Duration.between(
                        server.clock().instant(), Clock.systemUTC().instant()));
        server.restartWith(new OidcProvider("keycloak", "Keycloak", keycloak.issuer(), Keycloak.CLIENT, null));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        if (keycloak != null) {
            keycloak.close();
        }
    }

    @Test
    void a_person_of_keycloak_signs_in_and_a_code_is_good_once() throws Exception {
        JsonNode begun = begin();
        Map<String, String> back = consent(begun.path("address").asText(), Keycloak.PASSWORD);

        HttpResponse<byte[]> answer = complete(begun, back);
        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode account = TestServer.json(answer).path("session").path("account");
        assertThat(account.path("email").asText()).isEqualTo("afi@exemple.tg");
        assertThat(account.path("name").asText()).isEqualTo("Afi Mensah");
        assertThat(complete(begun, back).statusCode()).isEqualTo(403);

        JsonNode again = begin();
        assertThat(complete(again, Map.of("code", back.get("code"), "state", "other"))
                        .statusCode())
                .isEqualTo(403);
        JsonNode third = begin();
        HttpResponse<byte[]> second =
                complete(third, consent(third.path("address").asText(), Keycloak.PASSWORD));
        assertThat(TestServer.json(second).path("session").path("account").path("id"))
                .isEqualTo(account.path("id"));
        assertThat(server.count("person")).isEqualTo(1);
    }

    private JsonNode begin() {
        HttpResponse<byte[]> begun = TestPerson.post(
                server, "/api/v1/people/providers/keycloak/sign-ins", new ProviderSignInRequest(REDIRECT));
        assertThat(begun.statusCode())
                .as(new String(begun.body(), StandardCharsets.UTF_8))
                .isEqualTo(201);
        return TestServer.json(begun);
    }

    private HttpResponse<byte[]> complete(JsonNode begun, Map<String, String> back) {
        return TestPerson.post(
                server,
                "/api/v1/people/providers/keycloak/completions",
                new ProviderCompletion(
                        UUID.fromString(begun.path("request").asText()),
                        back.get("code"),
                        back.get("state"),
                        back.get("iss"),
                        new LanguageTag("fr"),
                        "Salle"));
    }

    /// What a person does in the browser: opens the page, types name and password, is sent back.
    private static Map<String, String> consent(String address, String password) throws Exception {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpResponse<String> page = browser.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
            // Secure cookies, which a browser sends to this machine even in the clear and the JDK's cookie store does
            // not
            String cookies = page.headers().allValues("Set-Cookie").stream()
                    .map(cookie -> cookie.split(";", 2)[0])
                    .collect(Collectors.joining("; "));
            Matcher form = FORM.matcher(page.body());
            assertThat(form.find()).as(page.body()).isTrue();
            String typed =
                    "username=" + Keycloak.USER + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
            HttpResponse<String> sent = browser.send(
                    HttpRequest.newBuilder(URI.create(form.group(1).replace("&amp;", "&")))
                            .header("Cookie", cookies)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(typed))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            String back = sent.headers().firstValue("Location").orElse("");
            assertThat(back).as(sent.body()).startsWith(REDIRECT);
            Map<String, String> query = new HashMap<>();
            for (String pair : URI.create(back).getRawQuery().split("&", -1)) {
                String[] parts = pair.split("=", 2);
                query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
            return query;
        }
    }
}
