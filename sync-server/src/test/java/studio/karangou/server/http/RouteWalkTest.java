package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Role;
import studio.karangou.server.access.Party;
import studio.karangou.server.access.Permission;
import studio.karangou.server.access.PermissionTable;
import studio.karangou.server.app.TestCatalogue;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// Walks every operation of `/openapi.yaml` as every party and compares who is let in with the table.
/// There is no list of exceptions.
@ParameterizedClass
@EnumSource(Party.class)
class RouteWalkTest {
    /// What a caller is told who is not let in, whatever they ask for.
    private static final Set<String> SHUT_OUT = Set.of(
            "http.unauthenticated",
            "http.not-permitted",
            "http.operator-only",
            "device.session-invalid",
            "people.session-invalid");

    /// With what who is let in may be answered: what was asked for, or why an empty body or something that is not
    /// there will not do. A failure, a limit or another protocol say nothing of rights: they hide no missing one.
    private static final Set<Integer> LET_IN = Set.of(200, 201, 202, 204, 400, 404, 409, 415);

    private static final String PLAYBACKS = "/api/v1/playbacks/";
    private static final String PLAYLIST = "master.m3u8";
    /// Sends a code to who has no password to prove with.
    private static final String PROOFS = "/api/v1/me/proofs";

    @Parameter
    private Party party;

    @TempDir
    private Path data;

    private TestServer server;
    private TestDevice device;
    private TestPerson person;
    private String playback;

    @BeforeEach
    void start() {
        server = TestServer.start(DatabaseKind.H2, data);
        device = TestDevice.enrolled(server);
        person = somebody("quelqu.un@example.org");
        playback = playback();
    }

    private TestPerson somebody(String email) {
        return party.isPerson() && party != Party.SPECTATOR
                ? TestPerson.with(server, email, Role.valueOf(party.name()))
                : TestPerson.registered(server, email);
    }

    /// Of the same party, and with an address alone, as who came by another provider.
    private TestPerson withoutPassword() {
        TestPerson other = somebody("sans.mot.de.passe@example.org");
        server.tables()
                .useHandle(handle -> handle.createUpdate("update person set password = null where id = :id")
                        .bind("id", other.id())
                        .execute());
        return other;
    }

    /// The address of a film's playlist, with its token.
    private String playback() {
        FilmId film = new TestCatalogue(server).preparedFilm("Yeelen", 1).film();
        HttpResponse<byte[]> opened = server.send(
                device.request("/api/v1/films/" + film + "/playbacks").POST(BodyPublishers.noBody()));
        URI address = URI.create(TestServer.json(opened).path("url").asText());
        return address.getPath() + "?" + address.getQuery();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void is_let_in_where_the_table_says_so_and_nowhere_else() {
        Map<String, Permission> operations = operations();
        assertThat(operations).hasSize(server.routes().size());
        SoftAssertions soft = new SoftAssertions();
        operations.forEach((operation, permission) -> {
            String[] parts = operation.split(" ", -1);
            HttpResponse<byte[]> answer = server.send(as(party, parts[0], parts[1])
                    .header("Content-Type", "application/json")
                    .method(
                            parts[0],
                            parts[0].equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}")));
            String code = parts[0].equals("HEAD") ? "" : codeOf(answer);
            String what = "%s as %s: %d %s".formatted(operation, party, answer.statusCode(), code);
            if (PermissionTable.allows(permission, party)) {
                soft.assertThat(LET_IN).as(what).contains(answer.statusCode());
                soft.assertThat(SHUT_OUT).as(what).doesNotContain(code);
            } else {
                soft.assertThat(answer.statusCode()).as(what).isIn(401, 403);
                soft.assertThat(SHUT_OUT).as(what).contains(code);
            }
        });
        soft.assertAll();
    }

    /// Every variable of an address stands for something that is not there. A film that plays has one with a token of
    /// its own, whoever asks.
    private String address(String path) {
        if (path.startsWith(PLAYBACKS)) {
            return path.endsWith("/key") ? playback.replace(PLAYLIST, "key") : playback;
        }
        return path.replaceAll("\\{\\w+}", UUID.randomUUID().toString());
    }

    private HttpRequest.Builder as(Party party, String method, String operation) {
        String path = address(operation);
        return switch (party) {
            case NOBODY -> server.request(path);
            case DEVICE -> device.request(path);
            case OPERATOR -> server.asOperator(path);
            case SPECTATOR, DIRECTOR, PRODUCER, VENUE_HOST, ADVERTISER, MODERATOR, ADMINISTRATOR -> {
                if (operation.equals(PROOFS) && method.equals("POST")) {
                    yield withoutPassword().request(path);
                }
                if (!person.isSignedIn()) {
                    person.signIn(); // the request before ended the session
                }
                yield person.request(path);
            }
        };
    }

    private static String codeOf(HttpResponse<byte[]> answer) {
        boolean problem = answer.headers()
                .firstValue("Content-Type")
                .filter("application/problem+json"::equals)
                .isPresent();
        return problem ? TestServer.code(answer) : "";
    }

    private Map<String, Permission> operations() {
        String text = new String(server.get("/openapi.yaml").body(), StandardCharsets.UTF_8);
        Map<?, ?> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        Map<String, Permission> operations = new LinkedHashMap<>();
        ((Map<?, ?>) document.get("paths"))
                .forEach((path, item) -> ((Map<?, ?>) item)
                        .forEach((method, operation) -> operations.put(
                                method.toString().toUpperCase(Locale.ROOT) + " " + path,
                                Permission.valueOf(((Map<?, ?>) operation)
                                        .get("x-permission")
                                        .toString()))));
        return operations;
    }
}
