package studio.karangou.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.PeopleApi.Confirmation;
import studio.karangou.common.protocol.PeopleApi.Proof;
import studio.karangou.common.protocol.PeopleApi.Proving;
import studio.karangou.common.protocol.PeopleApi.RefreshRequest;
import studio.karangou.common.protocol.PeopleApi.RegistrationRequest;
import studio.karangou.common.protocol.PeopleApi.SecondFactorCode;
import studio.karangou.common.protocol.PeopleApi.SecondFactorRequest;
import studio.karangou.common.protocol.PeopleApi.SignInRequest;
import studio.karangou.common.protocol.RoleApi.RoleDecision;

/// A person at a program, talking to the server as a client does, and reading their letters.
public final class TestPerson {
    public static final String PASSWORD = "fleuve mangue tambour sept";
    private static final Pattern CODE = Pattern.compile("\\b(\\d{4} \\d{4})\\b");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ServerClient server;
    private final String email;
    private UUID id;
    private UUID session;
    private String access;
    private String refresh;
    private byte[] secret;

    private TestPerson(ServerClient server, String email) {
        this.server = server;
        this.email = email;
    }

    /// Somebody who has registered, and is signed in.
    public static TestPerson registered(ServerClient server, String email) {
        TestPerson person = new TestPerson(server, email);
        HttpResponse<byte[]> sent = register(server, email, PASSWORD);
        assertThat(sent.statusCode()).isEqualTo(202);
        HttpResponse<byte[]> answer = confirm(server, sent, codeFor(server, email));
        assertThat(answer.statusCode()).isEqualTo(201);
        person.accept(answer);
        return person;
    }

    /// Somebody who has registered with a phone alone, and is signed in.
    public static TestPerson byPhone(ServerClient server, String phone) {
        TestPerson person = new TestPerson(server, phone);
        HttpResponse<byte[]> sent = post(
                server,
                "/api/v1/people/registrations",
                new RegistrationRequest("Kossi Agbodji", new LanguageTag("fr"), null, phone, null));
        HttpResponse<byte[]> answer = confirm(server, sent, codeFor(server, phone));
        assertThat(answer.statusCode()).isEqualTo(201);
        person.accept(answer);
        return person;
    }

    /// Somebody new, with roles that were verified.
    public static TestPerson with(ServerClient server, String email, Role... roles) {
        TestPerson person = registered(server, email);
        for (Role role : roles) {
            assertThat(person.given(role, RoleState.VERIFIED).statusCode()).isEqualTo(204);
        }
        if (List.of(roles).contains(Role.ADMINISTRATOR)) {
            person.setUpSecondFactor();
        }
        return person;
    }

    public static HttpResponse<byte[]> register(ServerClient server, String email, String password) {
        return post(
                server,
                "/api/v1/people/registrations",
                new RegistrationRequest("Afi Mensah", new LanguageTag("fr"), email, null, password));
    }

    public static HttpResponse<byte[]> confirm(ServerClient server, HttpResponse<byte[]> sent, String code) {
        return post(
                server,
                "/api/v1/people/registrations/" + requestOf(sent) + "/confirmations",
                new Confirmation(code, "Salle d’essai"));
    }

    public static String requestOf(HttpResponse<byte[]> sent) {
        return ServerClient.json(sent).path("request").asText();
    }

    public static HttpResponse<byte[]> post(ServerClient server, String path, Object body) {
        return server.send(
                server.request(path).header("Content-Type", "application/json").POST(ServerClient.json(body)));
    }

    /// The letters to an address, the latest first; waits until there is one more than were read before.
    public static JsonNode letter(ServerClient server, String to, int alreadyRead) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            List<JsonNode> letters = letters(server, to);
            if (letters.size() > alreadyRead) {
                return letters.getLast();
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        throw new AssertionError("no letter came to " + to);
    }

    public static List<JsonNode> letters(ServerClient server, String to) {
        List<JsonNode> letters = new ArrayList<>();
        for (JsonNode letter : ServerClient.json(server.send(
                        server.asOperator("/api/v1/operator/letters").GET()))
                .path("letters")) {
            if (letter.path("to").asText().equals(to)) {
                letters.add(letter);
            }
        }
        return letters;
    }

    /// The code of the first letter to an address.
    public static String codeFor(ServerClient server, String to) {
        return codeIn(letter(server, to, 0));
    }

    public static String codeIn(JsonNode letter) {
        Matcher code = CODE.matcher(letter.path("text").asText());
        assertThat(code.find()).as("a code in the letter").isTrue();
        return code.group(1);
    }

    public HttpResponse<byte[]> signInWith(String password) {
        return post(server, "/api/v1/people/sign-ins", new SignInRequest(email, password, "Salle d’essai"));
    }

    /// Signs in again, with the second factor if there is one; time goes on so that its code is a new one.
    public void signIn() {
        HttpResponse<byte[]> answer = signInWith(PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode challenge = ServerClient.json(answer).path("secondFactor");
        if (!challenge.isNull()) {
            answer = showSecondFactor(challenge.asText(), nextCode());
            assertThat(answer.statusCode()).isEqualTo(201);
        }
        accept(answer);
    }

    public HttpResponse<byte[]> showSecondFactor(String challenge, String code) {
        return post(
                server,
                "/api/v1/people/sign-ins/second-factors",
                new SecondFactorRequest(challenge, code, "Salle d’essai"));
    }

    /// Another program in which the same person is signed in.
    public TestPerson elsewhere() {
        TestPerson other = new TestPerson(server, email);
        other.secret = secret;
        other.signIn();
        return other;
    }

    public void accept(HttpResponse<byte[]> answer) {
        JsonNode told = ServerClient.json(answer);
        JsonNode open = told.has("session") ? told.path("session") : told;
        id = UUID.fromString(open.path("account").path("id").asText());
        session = UUID.fromString(open.path("id").asText());
        access = open.path("access").asText();
        refresh = open.path("refresh").asText();
    }

    public HttpResponse<byte[]> refreshWith(String token, UUID attempt) {
        return post(server, "/api/v1/people/refreshes", new RefreshRequest(token, attempt));
    }

    /// Verified or refused by the operator.
    public HttpResponse<byte[]> given(Role role, RoleState state) {
        return server.send(server.asOperator("/api/v1/people/" + id + "/roles/" + role)
                .header("Content-Type", "application/json")
                .PUT(ServerClient.json(new RoleDecision(state))));
    }

    public List<String> setUpSecondFactor() {
        HttpResponse<byte[]> begun = send("/api/v1/me/second-factor", new Proving(Proof.byPassword(PASSWORD)));
        assertThat(begun.statusCode()).isEqualTo(201);
        secret = Base32.decode(ServerClient.json(begun).path("secret").asText());
        HttpResponse<byte[]> confirmed =
                send("/api/v1/me/second-factor/confirmations", new SecondFactorCode(nextCode()));
        assertThat(confirmed.statusCode()).isEqualTo(201);
        List<String> codes = new ArrayList<>();
        ServerClient.json(confirmed).path("codes").forEach(code -> codes.add(code.asText()));
        return codes;
    }

    /// A code that was not used yet: half a minute passes.
    public String nextCode() {
        ((TestClock) server.clock()).advance(Duration.ofSeconds(30));
        return Base32.totp(secret, server.clock().instant());
    }

    public HttpRequest.Builder request(String path) {
        return server.request(path).header("Authorization", "Bearer " + access);
    }

    public HttpResponse<byte[]> get(String path) {
        return server.send(request(path).GET());
    }

    public HttpResponse<byte[]> delete(String path) {
        return server.send(request(path).DELETE());
    }

    /// Posts a body, or nothing.
    public HttpResponse<byte[]> send(String path, Object body) {
        return server.send(
                body == null
                        ? request(path).POST(BodyPublishers.noBody())
                        : request(path)
                                .header("Content-Type", "application/json")
                                .POST(ServerClient.json(body)));
    }

    public boolean isSignedIn() {
        return get("/api/v1/me").statusCode() == 200;
    }

    public UUID id() {
        return id;
    }

    public UUID session() {
        return session;
    }

    public String access() {
        return access;
    }

    public String refresh() {
        return refresh;
    }

    public String email() {
        return email;
    }
}
