package studio.karangou.server.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.FilmId;
import studio.karangou.server.app.TestCatalogue;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.keys.MacTokens;
import studio.karangou.server.keys.ServerKeys;

/// Keys that are replaced while people and devices go on.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class KeyRotationTest {
    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private Path loot;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void people_and_devices_notice_nothing() {
        server = TestServer.start(kind, data);
        TestPerson person = TestPerson.registered(server, "afi@exemple.tg");
        person.setUpSecondFactor();
        TestDevice device = TestDevice.enrolled(server);
        FilmId film = new TestCatalogue(server).film("Le Fleuve");
        byte[] contentKey = server.contentKey(film).export();

        assertThat(rotate("TOKEN")).isEqualTo(2);
        assertThat(rotate("MASTER")).isEqualTo(2);

        assertThat(person.isSignedIn()).isTrue();
        assertThat(server.send(device.request("/api/v1/sync/position").GET()).statusCode())
                .isEqualTo(200);
        person.elsewhere();
        assertThat(server.contentKey(film).export()).isEqualTo(contentKey);
        assertThat(firstBytes()).containsOnly(1);

        server.sealAnew();

        assertThat(firstBytes()).hasSize(3).containsOnly(2);
        assertThat(waiting()).isZero();
        assertThat(person.get("/api/v1/me").statusCode()).isEqualTo(200);
        person.elsewhere();
        assertThat(server.contentKey(film).export()).isEqualTo(contentKey);
        assertThat(TestServer.json(server.send(
                                server.asOperator("/api/v1/audit/verification").GET()))
                        .path("brokenAt")
                        .isNull())
                .isTrue();
    }

    @Test
    void a_value_that_no_key_opens_keeps_no_other_from_being_sealed_and_is_counted() {
        server = TestServer.start(kind, data);
        List<TestPerson> people = new ArrayList<>();
        for (String name : List.of("afi", "kofi", "ama")) {
            people.add(TestPerson.registered(server, name + "@exemple.tg"));
        }
        people.sort(Comparator.comparing(person -> person.id().toString()));
        server.tables()
                .useHandle(handle -> handle.createUpdate(
                                "update person_contact set sealed = :broken where person = :first")
                        .bind("broken", new byte[] {1, 2, 3})
                        .bind("first", people.getFirst().id())
                        .execute());
        rotate("MASTER");

        server.sealAnew();

        assertThat(firstBytes()).containsExactlyInAnyOrder(1, 2, 2);
        assertThat(waiting()).isEqualTo(1);
        assertThat(TestServer.json(server.send(
                                server.asOperator("/api/v1/operator/keys").GET()))
                        .path("unreadable")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_stolen_key_is_recalled_at_once_and_everybody_goes_on_by_themselves() {
        server = TestServer.start(kind, data);
        TestPerson person = TestPerson.registered(server, "afi@exemple.tg");
        TestDevice device = TestDevice.enrolled(server);
        FilmId film = new TestCatalogue(server).preparedFilm("Le Fleuve", 2).film();
        String playlist = TestServer.json(server.send(
                        device.request("/api/v1/films/" + film + "/playbacks").POST(BodyPublishers.noBody())))
                .path("url")
                .asText();
        String stolen = forged(MacTokens.Purpose.PLAYBACK, device.id().value(), film.value());
        assertThat(server.get(playlist.replaceAll("token=.*", "token=" + stolen))
                        .statusCode())
                .as("who has the key makes tokens")
                .isEqualTo(200);
        String refresh = person.refresh();
        assertThat(person.get("/api/v1/me").statusCode()).isEqualTo(200);

        HttpResponse<byte[]> answer =
                server.send(server.asOperator("/api/v1/operator/keys/recalls").POST(BodyPublishers.noBody()));
        assertThat(TestServer.json(answer).path("number").asInt()).isEqualTo(2);

        assertThat(TestServer.code(person.get("/api/v1/me"))).isEqualTo("people.session-invalid");
        assertThat(TestServer.code(
                        server.send(device.request("/api/v1/sync/position").GET())))
                .isEqualTo("device.session-invalid");
        assertThat(TestServer.code(server.get(playlist.replaceAll("token=.*", "token=" + stolen))))
                .isEqualTo("playback.token-wrong");
        assertThat(server.get(playlist).statusCode())
                .as("a film that was opened plays on")
                .isEqualTo(200);
        String madeUp = forged(MacTokens.Purpose.REFRESH, person.session(), UUID.randomUUID());
        assertThat(TestServer.code(person.refreshWith(madeUp, UUID.randomUUID())))
                .isEqualTo("people.refresh-refused");

        device.openSession();
        assertThat(server.send(device.request("/api/v1/sync/position").GET()).statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> refreshed = person.refreshWith(refresh, UUID.randomUUID());
        assertThat(refreshed.statusCode()).isEqualTo(201);
        person.accept(refreshed);
        assertThat(person.get("/api/v1/me").statusCode()).isEqualTo(200);
    }

    /// What somebody makes who has stolen the keys before they were recalled.
    private String forged(MacTokens.Purpose purpose, UUID first, UUID second) {
        if (loot == null) {
            loot = copy(data.resolve("secrets"), data.resolveSibling("loot-" + UUID.randomUUID()));
        }
        return ServerKeys.load(loot)
                .tokens()
                .make(purpose, first, second, server.clock().instant().plus(Duration.ofHours(1)));
    }

    private static Path copy(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int rotate(String which) {
        HttpResponse<byte[]> answer = server.send(server.asOperator("/api/v1/operator/keys")
                .header("Content-Type", "application/json")
                .POST(TestServer.json(Map.of("kind", which))));
        assertThat(answer.statusCode()).isEqualTo(201);
        return TestServer.json(answer).path("number").asInt();
    }

    private int waiting() {
        return TestServer.json(
                        server.send(server.asOperator("/api/v1/operator/keys").GET()))
                .path("waiting")
                .asInt();
    }

    /// The number of the key of each value that is sealed for long.
    private List<Integer> firstBytes() {
        return server.tables()
                .withHandle(handle -> handle.createQuery("select sealed from person_contact"
                                + " union all select sealed from second_factor union all select wrapped from film_key")
                        .map((row, _) -> (int) row.getBytes(1)[0])
                        .list());
    }
}
