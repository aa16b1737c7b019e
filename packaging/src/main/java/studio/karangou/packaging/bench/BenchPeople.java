package studio.karangou.packaging.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.protocol.PeopleApi.Confirmation;
import studio.karangou.common.protocol.PeopleApi.RegistrationRequest;
import studio.karangou.common.protocol.PeopleApi.SignInRequest;
import studio.karangou.common.protocol.ProtocolVersion;
import studio.karangou.common.protocol.Wire;
import studio.karangou.packaging.demo.DemoServer;
import studio.karangou.server.app.AdminClient;

/// People with accounts on a server, who read their letters in its folder.
final class BenchPeople implements AutoCloseable {
    private static final String PASSWORD = "fleuve mangue tambour sept";
    private static final Pattern CODE = Pattern.compile("\\b\\d{4} \\d{4}\\b");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DemoServer server;
    private final AdminClient operator;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    BenchPeople(DemoServer server) throws IOException {
        this.server = server;
        operator = server.operator();
    }

    void register(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            HttpResponse<byte[]> sent = post(
                    "/api/v1/people/registrations",
                    new RegistrationRequest("Personne " + i, new LanguageTag("fr"), email(i), null, PASSWORD));
            String request = Wire.json().readTree(sent.body()).path("request").asText();
            HttpResponse<byte[]> confirmed = post(
                    "/api/v1/people/registrations/" + request + "/confirmations",
                    new Confirmation(code(email(i)), "bench"));
            if (confirmed.statusCode() != 201) {
                throw new IOException("answered " + confirmed.statusCode());
            }
        }
    }

    int signIn(int person) throws Exception {
        return post("/api/v1/people/sign-ins", new SignInRequest(email(person), PASSWORD, "bench"))
                .statusCode();
    }

    String accessToken(int person) throws Exception {
        HttpResponse<byte[]> answer =
                post("/api/v1/people/sign-ins", new SignInRequest(email(person), PASSWORD, "bench"));
        return Wire.json()
                .readTree(answer.body())
                .path("session")
                .path("access")
                .asText();
    }

    int get(String path, @Nullable String token) throws Exception {
        HttpRequest.Builder request = request(path);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.GET().build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private HttpResponse<byte[]> post(String path, Object body) throws Exception {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(Wire.toJson(body)))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.address().resolve(path))
                .header(ProtocolVersion.HEADER, Integer.toString(ProtocolVersion.CURRENT));
    }

    private String code(String email) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (JsonNode letter : operator.get("/api/v1/operator/letters").path("letters")) {
                Matcher code = CODE.matcher(letter.path("text").asText());
                if (letter.path("to").asText().equals(email) && code.find()) {
                    return code.group();
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        throw new IOException("no letter came");
    }

    private static String email(int person) {
        return "personne" + person + "@exemple.tg";
    }

    @Override
    public void close() {
        operator.close();
        http.close();
    }
}
