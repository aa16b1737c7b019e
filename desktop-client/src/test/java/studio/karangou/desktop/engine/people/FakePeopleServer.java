package studio.karangou.desktop.engine.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.Session;
import studio.karangou.common.protocol.PeopleApi.SignInAnswer;
import studio.karangou.common.protocol.Problem;
import studio.karangou.common.protocol.ViewingApi.ViewingKept;
import studio.karangou.common.protocol.ViewingApi.ViewingShown;
import studio.karangou.common.protocol.ViewingApi.Viewings;
import studio.karangou.common.protocol.Wire;

/// One person's account as `docs/protocol.md` says, with the attempt rule of decision 0030, over lines that lose
/// answers.
final class FakePeopleServer implements AutoCloseable {
    static final String EMAIL = "ama@exemple.tg";
    static final String PHONE = "+22890123456";
    static final PersonId AMA = new PersonId(new UUID(7, 1));

    static final ViewingShown ELSEWHERE = new ViewingShown(
            new UUID(8, 8), new FilmId(new UUID(9, 9)), "Yeelen", "Salle · Kara", Instant.EPOCH, false);

    volatile String password = "quatre mots sans rapport";
    /// The next answer is lost after the server has done what was asked.
    volatile boolean losesAnswer;
    volatile boolean accessExpired;
    volatile boolean sessionEnded;
    volatile boolean secondFactor;
    volatile long credentialVersion;
    /// Ama has a phone and no e-mail address.
    volatile boolean byPhone;
    /// The code of the refusal of a place to watch, null while there is one.
    volatile @Nullable String noPlace;

    private final List<String> attempts = new CopyOnWriteArrayList<>();
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final int port;
    private HttpServer http;
    private String current = "refresh-0";
    private @Nullable String previous;
    private @Nullable String attempt;
    private int number;

    FakePeopleServer() throws IOException {
        http = listen(0);
        port = http.getAddress().getPort();
    }

    private HttpServer listen(int at) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), at), 50);
        server.createContext("/", this::handle);
        server.start();
        return server;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void down() {
        http.stop(0);
    }

    void up() throws IOException {
        http = listen(port);
    }

    /// The access tokens with which a session was ended.
    List<String> ended() {
        return List.copyOf(ended);
    }

    /// The attempts of every refresh that arrived.
    List<String> attempts() {
        return List.copyOf(attempts);
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestMethod() + " " + path);
            byte[] body = exchange.getRequestBody().readAllBytes();
            JsonNode json =
                    body.length == 0 ? Wire.json().nullNode() : Wire.json().readTree(body);
            switch (path) {
                case "/api/v1/people/sign-ins" -> signIn(exchange, json);
                case "/api/v1/people/refreshes" -> refresh(exchange, json);
                case "/api/v1/me" -> me(exchange);
                case "/api/v1/me/sessions/00000000-0000-0003-0000-000000000003" -> end(exchange);
                case "/api/v1/me/viewings" -> send(exchange, 200, new Viewings(List.of(ELSEWHERE)));
                default -> other(exchange, path);
            }
        }
    }

    private void other(HttpExchange exchange, String path) throws IOException {
        String refusal = noPlace;
        if (path.startsWith("/api/v1/people/phone-sign-ins/")) {
            sessionEnded = false;
            next(null);
            send(exchange, 201, new SignInAnswer(session(), null));
        } else if (path.startsWith("/api/v1/me/viewings/") && refusal != null) {
            refuse(exchange, 409, refusal);
        } else if (path.startsWith("/api/v1/me/viewings/")) {
            send(exchange, 200, new ViewingKept(180));
        } else {
            send(exchange, 200, Map.of("sessions", List.of()));
        }
    }

    private void signIn(HttpExchange exchange, JsonNode json) throws IOException {
        if (!json.path("email").asText().equals(EMAIL)
                || !json.path("password").asText().equals(password)) {
            problem(exchange, 401, "sign-in-refused");
            return;
        }
        sessionEnded = false;
        next(null);
        send(exchange, 201, new SignInAnswer(session(), null));
    }

    private void refresh(HttpExchange exchange, JsonNode json) throws IOException {
        String token = json.path("refresh").asText();
        String tried = json.path("attempt").asText();
        attempts.add(tried);
        if (sessionEnded) {
            problem(exchange, 401, "refresh-refused");
        } else if (token.equals(current)) {
            next(tried);
            send(exchange, 201, session());
        } else if (token.equals(previous) && tried.equals(attempt)) {
            send(exchange, 201, session());
        } else {
            sessionEnded = true;
            problem(exchange, 401, "session-stolen");
        }
    }

    private void next(@Nullable String tried) {
        previous = current;
        attempt = tried;
        number++;
        current = "refresh-" + number;
        accessExpired = false;
    }

    private void end(HttpExchange exchange) throws IOException {
        String said = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (accessExpired || !said.equals("Bearer access-" + number)) {
            problem(exchange, 401, "session-expired");
        } else {
            ended.add("access-" + number);
            send(exchange, 200, Map.of());
        }
    }

    private void me(HttpExchange exchange) throws IOException {
        String said = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (sessionEnded) {
            problem(exchange, 401, "session-invalid");
        } else if (accessExpired || !said.equals("Bearer access-" + number)) {
            problem(exchange, 401, "session-expired");
        } else {
            send(exchange, 200, account());
        }
    }

    private Session session() {
        Instant far = Instant.parse("2030-01-01T00:00:00Z");
        return new Session(new UUID(3, 3), "access-" + number, far, current, far, account());
    }

    private Account account() {
        return new Account(
                AMA,
                "Ama Dogbé",
                new LanguageTag("fr"),
                byPhone ? null : EMAIL,
                byPhone ? PHONE : null,
                List.of(),
                secondFactor,
                false,
                !byPhone,
                null,
                credentialVersion);
    }

    private void problem(HttpExchange exchange, int status, String code) throws IOException {
        refuse(exchange, status, "people." + code);
    }

    private void refuse(HttpExchange exchange, int status, String code) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", Problem.MEDIA_TYPE);
        reply(exchange, status, Wire.toJson(Map.of("code", code, "title", code, "status", status)));
    }

    private void send(HttpExchange exchange, int status, Object body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (losesAnswer) {
            losesAnswer = false;
            return; // closed without a word
        }
        reply(exchange, status, Wire.toJson(body));
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
