package studio.karangou.packaging.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.protocol.PeopleApi.Confirmation;
import studio.karangou.common.protocol.PeopleApi.RegistrationRequest;
import studio.karangou.common.protocol.ProtocolVersion;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.app.AdminClient;

/// Registers people as they do it themselves: a form, a letter with a code, the code typed. The letter is read where
/// it waits on a server that has no mail server.
public final class Registrations implements AutoCloseable {
    private static final Pattern CODE = Pattern.compile("\\b\\d{4} \\d{4}\\b");
    private static final Duration LONGEST_LETTER = Duration.ofSeconds(30);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;

    private final DemoServer server;
    private final AdminClient operator;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Registrations(DemoServer server) throws IOException {
        this.server = server;
        operator = server.operator();
    }

    /// @throws IOException if the account is not there in the end
    public void register(String name, String email, String password) throws IOException {
        RegistrationRequest form = new RegistrationRequest(name, new LanguageTag("fr"), email, null, password);
        int before = codes(email).size(); // of a start that was cut off
        HttpResponse<byte[]> sent = post("/api/v1/people/registrations", form);
        if (sent.statusCode() != ACCEPTED) {
            throw new IOException("the form was answered " + sent.statusCode());
        }
        String request = Wire.json().readTree(sent.body()).path("request").asText();
        HttpResponse<byte[]> confirmed = post(
                "/api/v1/people/registrations/" + request + "/confirmations",
                new Confirmation(code(email, before), "demo"));
        if (confirmed.statusCode() != CREATED) {
            throw new IOException("the registration was answered " + confirmed.statusCode());
        }
    }

    private HttpResponse<byte[]> post(String path, Object body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve(path))
                .timeout(LONGEST_ANSWER)
                .header(ProtocolVersion.HEADER, Integer.toString(ProtocolVersion.CURRENT))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Wire.toJson(body)))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while somebody registers", e);
        }
    }

    private String code(String email, int before) throws IOException {
        List<String> found = new ArrayList<>();
        Patience.await(LONGEST_LETTER, () -> {
            found.clear();
            found.addAll(codes(email));
            return found.size() > before;
        });
        if (found.size() <= before) {
            throw new IOException("no letter came");
        }
        return found.getLast();
    }

    /// In the letters to somebody, the oldest first.
    private List<String> codes(String email) throws IOException {
        List<String> codes = new ArrayList<>();
        for (JsonNode letter : operator.get("/api/v1/operator/letters").path("letters")) {
            Matcher code = CODE.matcher(letter.path("text").asText());
            if (letter.path("to").asText().equals(email) && code.find()) {
                codes.add(code.group());
            }
        }
        return codes;
    }

    @Override
    public void close() {
        operator.close();
        http.close();
    }
}
