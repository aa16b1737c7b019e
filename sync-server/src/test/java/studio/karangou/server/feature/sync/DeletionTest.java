package studio.karangou.server.feature.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.server.app.TestCatalogue;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// What the operator takes away, and what becomes of that in the feed.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class DeletionTest {
    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private TestCatalogue catalogue;
    private FilmId film;
    private TestDevice device;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        catalogue = new TestCatalogue(server);
        film = catalogue.film("Sarraounia");
        device = TestDevice.enrolled(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_film_that_is_withdrawn_leaves_the_catalogue_and_what_was_shown_of_it_still_counts() {
        String cursor = device.pull(ChangePage.START).cursor();

        assertThat(delete("/api/v1/operator/films/" + film)).isEqualTo(204);
        assertThat(delete("/api/v1/operator/films/" + film)).as("again").isEqualTo(204);

        assertThat(device.pull(cursor).changes()).containsExactly(new Change.FilmWithdrawn(film));
        assertThat(server.get("/api/v1/films/" + film).statusCode()).isEqualTo(404);
        assertThat(TestServer.json(server.get("/api/v1/films")).path("films")).isEmpty();
        assertThat(server.count("audit_entry where action = 'film.withdrawn'")).isEqualTo(1);
        device.record(new FilmViewed(film, Duration.ofMinutes(90), true, 40));
        assertThat(device.push(device.batchFrom(1)).quarantined()).isEmpty();
        assertThat(delete("/api/v1/operator/films/" + new FilmId(new UUID(1, 2))))
                .isEqualTo(404);
    }

    @Test
    void a_film_that_could_be_shown_opens_nothing_once_it_is_withdrawn() {
        FilmId prepared = catalogue.preparedFilm("Yeelen", 2).film();
        String playlist =
                TestServer.json(ask(prepared, "playbacks")).path("url").asText();
        String key = playlist.replace("master.m3u8", "key");
        assertThat(server.get(key).statusCode()).isEqualTo(200);
        assertThat(ask(prepared, "licences").statusCode()).isEqualTo(201);
        server.tables().useHandle(handle -> handle.execute("delete from viewing")); // over for long

        assertThat(delete("/api/v1/operator/films/" + prepared)).isEqualTo(204);

        assertThat(ask(prepared, "licences").statusCode()).isEqualTo(404);
        assertThat(ask(prepared, "playbacks").statusCode()).isEqualTo(404);
        assertThat(server.get(key).statusCode()).isEqualTo(404);
        assertThat(server.get(playlist).statusCode()).isEqualTo(404);
    }

    private HttpResponse<byte[]> ask(FilmId of, String what) {
        return server.send(device.request("/api/v1/films/" + of + "/" + what).POST(BodyPublishers.noBody()));
    }

    @Test
    void of_a_long_discussion_the_operator_reads_every_message_page_by_page() {
        for (int i = 0; i < 450; i++) {
            Instant at = server.clock().instant().minusSeconds(i / 3); // several at the same moment
            device.record(new OperationId(UUID.randomUUID()), at, new MessagePosted(film, "Afi", "Message " + i));
        }
        device.push(device.batchFrom(1));

        Set<String> read = new LinkedHashSet<>();
        String last = null;
        for (JsonNode page = messages(null); !page.isEmpty(); page = messages(last)) {
            for (JsonNode message : page) {
                assertThat(read.add(message.path("message").asText())).isTrue();
                last = message.path("message").asText();
            }
        }

        assertThat(read).hasSize(450);
        String path = "/api/v1/operator/films/";
        assertThat(status(path + new FilmId(new UUID(1, 2)) + "/messages")).isEqualTo(404);
        assertThat(status(path + film + "/messages?before=" + new UUID(1, 2))).isEqualTo(404);
        assertThat(status(path + film + "/messages?before=hier")).isEqualTo(400);
        assertThat(status(path + catalogue.film("Tilaï") + "/messages?before=" + last))
                .isEqualTo(404);
    }

    private JsonNode messages(String before) {
        String path = "/api/v1/operator/films/" + film + "/messages" + (before == null ? "" : "?before=" + before);
        return TestServer.json(server.send(server.asOperator(path).GET())).path("messages");
    }

    private int status(String path) {
        return server.send(server.asOperator(path).GET()).statusCode();
    }

    @Test
    void a_film_that_is_announced_again_is_there_again() {
        delete("/api/v1/operator/films/" + film);
        String cursor = device.pull(ChangePage.START).cursor();

        catalogue.announce(catalogue.film(film, "Sarraounia"));

        assertThat(device.pull(cursor).changes()).singleElement().isInstanceOf(Change.FilmChanged.class);
        assertThat(server.get("/api/v1/films/" + film).statusCode()).isEqualTo(200);
    }

    @Test
    void a_message_that_is_removed_goes_from_those_who_have_it_and_comes_to_nobody_else() {
        OperationId message = device.record(new MessagePosted(film, "Afi", "À ne pas lire"));
        device.push(device.batchFrom(1));
        String cursor = device.pull(ChangePage.START).cursor();
        assertThat(TestServer.json(server.send(server.asOperator("/api/v1/operator/films/" + film + "/messages")
                                .GET()))
                        .path("messages")
                        .path(0)
                        .path("message")
                        .asText())
                .isEqualTo(message.toString());

        assertThat(delete("/api/v1/operator/messages/" + message)).isEqualTo(204);
        assertThat(delete("/api/v1/operator/messages/" + message)).as("again").isEqualTo(404);

        assertThat(device.pull(cursor).changes()).containsExactly(new Change.MessageRemoved(message, film));
        TestDevice late = TestDevice.enrolled(server);
        late.follow(film);
        assertThat(late.pullAll().toString()).doesNotContain("À ne pas lire");
        assertThat(server.count("operation")).as("journals stay").isEqualTo(2);
        assertThat(server.count("audit_entry where action = 'message.removed'")).isEqualTo(1);
    }

    @Test
    void what_is_over_for_long_leaves_the_feed_and_whoever_missed_it_begins_anew() {
        String away = device.pull(ChangePage.START).cursor();
        FilmId gone = catalogue.film("Yaaba");
        delete("/api/v1/operator/films/" + gone);
        String lately = device.pull(away).cursor();
        server.applyRetention();
        catalogue.film("Tilaï");
        String current = device.pull(lately).cursor();
        server.clock().advance(Duration.ofDays(395));
        server.applyRetention();
        assertThat(pulled(away)).as("not yet over for so long").isEqualTo(200);

        server.clock().advance(Duration.ofDays(2));
        server.applyRetention();

        assertThat(server.count("feed_change where entity = 'film/" + gone + "'"))
                .isZero();
        device.openSession();
        assertThat(pulled(away)).isEqualTo(410);
        assertThat(device.pull(current).changes()).isEmpty();
        assertThat(device.pullAll()).hasSize(2);
        assertThat(pulled(device.pull(ChangePage.START).cursor())).isEqualTo(200);
    }

    @Test
    void a_newcomer_who_reads_page_by_page_comes_past_what_has_left() {
        for (int i = 0; i < 1_100; i++) {
            device.record(new MessagePosted(film, "Afi", "Message " + i));
        }
        device.push(device.batchFrom(1));
        FilmId gone = catalogue.film("Yaaba");
        delete("/api/v1/operator/films/" + gone);
        server.applyRetention();
        server.clock().advance(Duration.ofDays(398));
        server.applyRetention();
        device.openSession();

        assertThat(device.pull(ChangePage.START).more()).isTrue();
        assertThat(device.pullAll()).hasSize(1_102);
    }

    private int pulled(String cursor) {
        device.openSession();
        HttpResponse<byte[]> answer = server.send(
                device.request("/api/v1/sync/changes?after=" + cursor).GET());
        return answer.statusCode();
    }

    private int delete(String path) {
        HttpRequest.Builder request = server.asOperator(path).DELETE();
        return server.send(request).statusCode();
    }
}
