package studio.karangou.packaging.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.protocol.PeopleApi.SignInRequest;
import studio.karangou.common.protocol.ProtocolVersion;
import studio.karangou.common.protocol.Wire;
import studio.karangou.packaging.demo.DemoServer;
import studio.karangou.packaging.demo.Registrations;

/// People with accounts on a server, who read their letters in its folder.
final class BenchPeople implements AutoCloseable {
    private static final String PASSWORD = "fleuve mangue tambour sept";

    private final DemoServer server;
    private final Registrations registrations;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    BenchPeople(DemoServer server) throws IOException {
        this.server = server;
        registrations = new Registrations(server);
    }

    void register(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            registrations.register("Personne " + i, email(i), PASSWORD);
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

    private static String email(int person) {
        return "personne" + person + "@exemple.tg";
    }

    @Override
    public void close() {
        registrations.close();
        http.close();
    }
}
