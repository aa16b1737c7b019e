package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.protocol.PeopleApi.ContactRequest;
import studio.karangou.server.access.Party;
import studio.karangou.server.access.PermissionTable;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.http.Route;

/// Every route of people whose address names something: with another person's, it answers as with one that never
/// was,
/// and changes nothing.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class OtherPeoplesThingsTest {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private TestPerson afi;
    private TestPerson other;
    private String request;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        afi = TestPerson.registered(server, "afi@exemple.tg");
        other = TestPerson.registered(server, "autre@exemple.tg");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anothers_thing_is_as_absent_as_one_that_never_was() {
        List<Route> routes = server.routes().stream()
                .filter(route -> PermissionTable.allows(route.permission(), Party.SPECTATOR))
                .filter(route -> !PermissionTable.allows(route.permission(), Party.NOBODY))
                .filter(route -> VARIABLE.matcher(route.path()).find())
                .toList();
        assertThat(routes).isNotEmpty();
        for (Route route : routes) {
            HttpResponse<byte[]> others = send(route, theirs());
            HttpResponse<byte[]> nobodys = send(route, Map.of());

            assertThat(others.statusCode()).as(route.path()).isEqualTo(nobodys.statusCode());
            assertThat(others.statusCode()).as(route.path()).isGreaterThanOrEqualTo(400);
            assertThat(TestServer.code(others)).as(route.path()).isEqualTo(TestServer.code(nobodys));
        }
        assertThat(other.isSignedIn()).isTrue();
        assertThat(afi.isSignedIn()).isTrue();
    }

    /// What the other person has, by the name of a variable. A new variable needs a word here, or it is tried with
    /// something that never was and the test sees no difference: so every name must be known.
    private Map<String, String> theirs() {
        if (request == null) {
            request = TestPerson.requestOf(other.send(
                    "/api/v1/me/contacts", new ContactRequest("encore@exemple.tg", null, TestPerson.PASSWORD)));
        }
        return Map.of("session", other.session().toString(), "role", "ADMINISTRATOR", "request", request);
    }

    private HttpResponse<byte[]> send(Route route, Map<String, String> values) {
        StringBuilder path = new StringBuilder();
        Matcher variable = VARIABLE.matcher(route.path());
        while (variable.find()) {
            assertThat(theirs()).as("a variable that this test knows").containsKey(variable.group(1));
            String never = variable.group(1).equals("role")
                    ? "MODERATOR"
                    : UUID.randomUUID().toString();
            variable.appendReplacement(path, values.getOrDefault(variable.group(1), never));
        }
        variable.appendTail(path);
        return server.send(afi.request(path.toString())
                .header("Content-Type", "application/json")
                .method(
                        route.method().text(),
                        BodyPublishers.ofString("{\"code\":\"0000 0000\",\"program\":\"Salle\"}")));
    }
}
