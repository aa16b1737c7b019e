package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Role;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.PeopleApi.ContactRequest;
import studio.karangou.common.protocol.VenueApi.VenueDraft;
import studio.karangou.common.protocol.ViewingApi.ViewingRequest;
import studio.karangou.server.access.Party;
import studio.karangou.server.access.PermissionTable;
import studio.karangou.server.app.TestCatalogue;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.http.Route;

/// Every route whose address names something: with another person's, venue's or device's, it answers as with one that
/// never was, or refuses by the table, and changes nothing.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class OtherPeoplesThingsTest {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    /// What belongs to nobody in particular: the catalogue and its preparation, and the names of providers.
    private static final Set<String> NOBODYS =
            Set.of("film", "project", "name", "playlist", "job", "language", "provider", "link", "purpose", "fault");

    /// Enough for every body that there is, so that what is refused is refused for whose it is.
    private static final String BODY = """
            {"code": "0000 0000", "program": "Salle", "name": "Vol", "place": "Ici", "country": "TG", "capacity": 5,
             "state": "VERIFIED", "password": "quelque chose de long", "challenge": "AAAA", "signature": "AAAA",
             "redirect": "http://127.0.0.1:1/", "language": "fr", "person": "%s",
             "proof": {"request": "%s", "code": "0000 0000"}}""";

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private TestPerson afi;
    private TestDevice device;
    private TestPerson other;
    private TestDevice othersDevice;
    private Map<String, String> theirs;

    /// Somebody with every right that one can ask for, and a device; and another with the same.
    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        Role[] roles = {Role.DIRECTOR, Role.PRODUCER, Role.VENUE_HOST, Role.ADVERTISER};
        afi = TestPerson.with(server, "afi@exemple.tg", roles);
        other = TestPerson.with(server, "autre@exemple.tg", roles);
        device = deviceOf(afi);
        othersDevice = deviceOf(other);
        String request = TestPerson.requestOf(
                other.send("/api/v1/me/contacts", new ContactRequest("encore@exemple.tg", null, TestPerson.PASSWORD)));
        FilmId film = new TestCatalogue(server).preparedFilm("Yeelen", 1).film();
        assertThat(server.send(other.request("/api/v1/me/viewings/" + UUID.randomUUID())
                                .header("Content-Type", "application/json")
                                .PUT(TestServer.json(new ViewingRequest(film))))
                        .statusCode())
                .isEqualTo(200);
        String viewing = TestServer.json(other.get("/api/v1/me/viewings"))
                .at("/viewings/0/viewing")
                .asText();
        OperationId message = othersDevice.record(new MessagePosted(film, "Autre", "Bonsoir"));
        othersDevice.push(othersDevice.batchFrom(1));
        theirs = Map.of(
                "viewing", viewing,
                "session", other.session().toString(),
                "role", "ADMINISTRATOR",
                "request", request,
                "identity", identityOf(other),
                "person", other.id().toString(),
                "venue", othersDevice.venue().toString(),
                "device", othersDevice.id().toString(),
                "message", message.toString());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anothers_thing_is_as_absent_as_one_that_never_was() {
        List<Route> routes = server.routes().stream()
                .filter(route -> VARIABLE.matcher(route.path()).find())
                .toList();
        assertThat(routes).hasSizeGreaterThan(20);
        SoftAssertions soft = new SoftAssertions();
        for (Route route : routes) {
            String open = PermissionTable.allows(route.permission(), Party.NOBODY) ? "open " : "";
            for (String who : List.of("nobody", "person", "device")) {
                HttpResponse<byte[]> others = send(who, route, theirs);
                HttpResponse<byte[]> nobodys = send(who, route, Map.of());
                String what = open + route.method().text() + " " + route.path() + " as " + who;

                soft.assertThat(told(others)).as(what).isEqualTo(told(nobodys));
                soft.assertThat(others.statusCode())
                        .as(what + ": a limit hides it")
                        .isNotEqualTo(429);
                if (open.isEmpty()) {
                    soft.assertThat(others.statusCode()).as(what).isBetween(400, 499);
                }
            }
        }
        soft.assertAll();
        assertThat(other.isSignedIn()).isTrue();
        assertThat(afi.isSignedIn()).isTrue();
        assertThat(TestServer.json(other.get("/api/v1/me/viewings")).path("viewings"))
                .hasSize(1);
        assertThat(othersDevice.answerChallenge(othersDevice.challenge()).statusCode())
                .isEqualTo(201);
        assertThat(TestServer.json(other.get("/api/v1/venues"))
                        .at("/venues/0/name")
                        .asText())
                .isEqualTo("Maison des jeunes");
        assertThat(TestServer.json(afi.get("/api/v1/venues")).path("venues")).hasSize(1);
    }

    /// Another provider opens a person's account; under any hash, as nobody signs in with it here.
    private String identityOf(TestPerson person) {
        byte[] lookup = person.email().getBytes(StandardCharsets.UTF_8);
        server.tables()
                .useHandle(handle -> handle.createUpdate(
                                "insert into person_identity (lookup, person, provider, created_at)"
                                        + " values (:lookup, :person, 'autre', current_timestamp)")
                        .bind("lookup", lookup)
                        .bind("person", person.id())
                        .execute());
        return HexFormat.of().formatHex(lookup);
    }

    private TestDevice deviceOf(TestPerson host) {
        HttpResponse<byte[]> made =
                host.send("/api/v1/venues", new VenueDraft("Maison des jeunes", "Kara", new CountryCode("TG"), 80));
        String venue = TestServer.json(made).path("id").asText();
        TestDevice fresh = TestDevice.stranger(server);
        fresh.accept(fresh.enrol(TestServer.json(host.send("/api/v1/venues/" + venue + "/codes", null))
                .path("code")
                .asText()));
        return fresh;
    }

    private static String told(HttpResponse<byte[]> answer) {
        boolean problem = answer.headers()
                .firstValue("Content-Type")
                .filter("application/problem+json"::equals)
                .isPresent();
        return answer.statusCode() + (problem && answer.body().length > 0 ? " " + TestServer.code(answer) : "");
    }

    /// A new variable needs a word in one of the two lists, or it would be tried with something that never was and the
    /// test would see no difference: so every name must be known.
    private HttpResponse<byte[]> send(String who, Route route, Map<String, String> values) {
        StringBuilder path = new StringBuilder();
        Matcher variable = VARIABLE.matcher(route.path());
        while (variable.find()) {
            String name = variable.group(1);
            assertThat(theirs.containsKey(name) || NOBODYS.contains(name))
                    .as("a variable that this test knows: " + name)
                    .isTrue();
            String never = name.equals("role") ? "MODERATOR" : UUID.randomUUID().toString();
            variable.appendReplacement(path, values.getOrDefault(name, never));
        }
        variable.appendTail(path);
        String method = route.method().text();
        return server.send(as(who, path.toString())
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("GET") || method.equals("HEAD")
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(body(values))));
    }

    /// Names another's things too, where a body names any.
    private static String body(Map<String, String> values) {
        String never = UUID.randomUUID().toString();
        return BODY.formatted(values.getOrDefault("person", never), values.getOrDefault("request", never));
    }

    private HttpRequest.Builder as(String who, String path) {
        return switch (who) {
            case "person" -> afi.request(path);
            case "device" -> device.request(path);
            default -> server.request(path);
        };
    }
}
