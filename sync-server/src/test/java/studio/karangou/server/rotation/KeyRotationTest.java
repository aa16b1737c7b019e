package studio.karangou.server.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

/// Keys that are replaced while people and devices go on.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class KeyRotationTest {
    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;

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
