package studio.karangou.server.feature.playback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.ViewingApi.ViewingRequest;
import studio.karangou.server.app.TestCatalogue;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// Three films at a time, by device and by person; a place frees itself.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ViewingsTest {
    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private FilmId film;
    private TestDevice device;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        film = new TestCatalogue(server).preparedFilm("Yeelen", 3).film();
        device = TestDevice.enrolled(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_device_watches_three_films_at_a_time_and_a_player_that_crashed_gives_its_place_back() {
        open(device, null);
        open(device, null);
        open(device, null);
        assertThat(TestServer.code(ask(device, null))).isEqualTo("playback.too-many-viewings");
        assertThat(ask(TestDevice.enrolled(server), null).statusCode()).isEqualTo(201);

        server.clock().advance(Viewings.LEASE);
        device.openSession();

        assertThat(ask(device, null).statusCode()).isEqualTo(201);
    }

    @Test
    void whoever_watches_on_keeps_the_place_and_who_was_away_takes_it_again_if_there_is_room() {
        String watched = open(device, null);
        String paused = open(device, null);
        String segment = segmentOf(watched);
        for (int i = 0; i < 4; i++) {
            server.clock().advance(Duration.ofMinutes(1));
            assertThat(server.get(segment).statusCode()).isEqualTo(200);
        }
        device.openSession();
        open(device, null);
        assertThat(get(paused)).as("there is room").isEqualTo("200");
        assertThat(TestServer.code(ask(device, null))).isEqualTo("playback.too-many-viewings");

        server.clock().advance(Duration.ofMinutes(2));
        assertThat(server.get(segment).statusCode()).isEqualTo(200);
        server.clock().advance(Duration.ofMinutes(2));
        device.openSession();
        open(device, null);
        open(device, null);
        assertThat(get(paused)).as("two others took its place").isEqualTo("playback.too-many-viewings");
        assertThat(get(watched)).isEqualTo("200");
    }

    @Test
    void a_token_of_three_days_is_counted_to_its_end() {
        server.restartWith(Duration.ofHours(72));
        String first = open(device, null);
        server.clock().advance(Duration.ofHours(71));
        device.openSession();
        open(device, null);
        server.applyRetention();
        open(device, null);
        open(device, null);

        assertThat(get(first)).isEqualTo("playback.too-many-viewings");
    }

    @Test
    void a_person_counts_on_every_device() {
        TestPerson afi = TestPerson.registered(server, "afi@exemple.tg");
        for (int i = 0; i < 3; i++) {
            open(TestDevice.enrolled(server), afi.access());
        }

        assertThat(TestServer.code(ask(device, afi.access()))).isEqualTo("playback.too-many-viewings");
        assertThat(TestServer.code(ask(device, "nobody"))).isEqualTo("people.session-invalid");
        assertThat(ask(device, null).statusCode()).isEqualTo(201);
    }

    @Test
    void a_person_who_watches_in_our_program_takes_a_place_sees_the_others_and_ends_one() {
        TestPerson afi = TestPerson.registered(server, "afi@exemple.tg");
        TestPerson elsewhere = afi.elsewhere();
        List<UUID> names = Stream.generate(UUID::randomUUID).limit(4).toList();
        assertThat(watch(afi, names.get(0))).isEqualTo("200");
        assertThat(watch(afi, names.get(0))).as("the same showing").isEqualTo("200");
        assertThat(watch(elsewhere, names.get(1))).isEqualTo("200");
        open(device, afi.access());
        assertThat(watch(afi, names.get(3))).isEqualTo("playback.too-many-viewings");

        JsonNode list = TestServer.json(afi.get("/api/v1/me/viewings")).path("viewings");
        assertThat(list).hasSize(3);
        assertThat(list.findValuesAsText("title")).containsOnly("Yeelen");
        assertThat(list.findValuesAsText("own")).containsExactlyInAnyOrder("true", "false", "false");
        String others = StreamSupport.stream(list.spliterator(), false)
                .filter(one -> one.path("program").asText().equals("Salle d’essai")
                        && !one.path("own").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("viewing")
                .asText();
        assertThat(end(afi, others)).isEqualTo("204");
        assertThat(watch(afi, names.get(3))).isEqualTo("200");
        assertThat(watch(elsewhere, names.get(1))).isEqualTo("playback.viewing-ended");
        assertThat(end(afi, names.get(3).toString())).as("by its own name").isEqualTo("204");
        assertThat(end(afi, others)).isEqualTo("playback.unknown-viewing");
    }

    @Test
    void a_program_that_crashed_gives_its_place_back_and_nobody_touches_anothers() {
        TestPerson afi = TestPerson.registered(server, "afi@exemple.tg");
        TestPerson kossi = TestPerson.registered(server, "kossi@exemple.tg");
        UUID name = UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            assertThat(watch(afi, i == 0 ? name : UUID.randomUUID())).isEqualTo("200");
        }
        assertThat(watch(kossi, name)).as("a name that another one drew too").isEqualTo("200");
        String viewing = TestServer.json(afi.get("/api/v1/me/viewings"))
                .at("/viewings/0/viewing")
                .asText();
        assertThat(end(kossi, viewing)).isEqualTo("playback.unknown-viewing");
        assertThat(watch(afi, UUID.randomUUID())).isEqualTo("playback.too-many-viewings");

        server.clock().advance(Viewings.LEASE);

        assertThat(watch(afi, UUID.randomUUID())).isEqualTo("200");
        assertThat(watch(afi, name)).as("who was away takes the place again").isEqualTo("200");
    }

    @Test
    void a_viewing_in_another_player_that_its_person_ended_stays_ended() {
        TestPerson afi = TestPerson.registered(server, "afi@exemple.tg");
        String master = open(device, afi.access());
        String viewing = TestServer.json(afi.get("/api/v1/me/viewings"))
                .at("/viewings/0/viewing")
                .asText();
        assertThat(end(afi, viewing)).isEqualTo("204");

        assertThat(get(master)).isEqualTo("playback.viewing-ended");
    }

    @Test
    void of_many_that_ask_at_once_three_get_a_place() throws Exception {
        List<Callable<Integer>> asking = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            asking.add(() -> ask(device, null).statusCode());
        }
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> answer : threads.invokeAll(asking)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).filteredOn(status -> status == 201).hasSize(3);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(5);
    }

    private String open(TestDevice by, String person) {
        HttpResponse<byte[]> answer = ask(by, person);
        assertThat(answer.statusCode()).isEqualTo(201);
        return TestServer.json(answer).path("url").asText();
    }

    private HttpResponse<byte[]> ask(TestDevice by, String person) {
        HttpRequest.Builder request =
                by.request("/api/v1/films/" + film + "/playbacks").POST(BodyPublishers.noBody());
        return server.send(person == null ? request : request.header("Karangou-Person", person));
    }

    private String watch(TestPerson person, UUID name) {
        return told(server.send(person.request("/api/v1/me/viewings/" + name)
                .header("Content-Type", "application/json")
                .PUT(TestServer.json(new ViewingRequest(film)))));
    }

    private String end(TestPerson person, String viewing) {
        return told(server.send(person.request("/api/v1/me/viewings/" + viewing).DELETE()));
    }

    private static String told(HttpResponse<byte[]> answer) {
        return answer.statusCode() < 300 ? Integer.toString(answer.statusCode()) : TestServer.code(answer);
    }

    private String get(String url) {
        HttpResponse<byte[]> answer = server.get(url);
        return answer.statusCode() == 200 ? "200" : TestServer.code(answer);
    }

    /// The first segment of a film's sound.
    private String segmentOf(String master) {
        String audio = lines(master).stream()
                .filter(line -> line.contains("TYPE=AUDIO"))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*URI=\"([^\"]+)\".*", "$1");
        String folder = master.substring(0, master.lastIndexOf('/') + 1);
        String segment = lines(folder + audio).stream()
                .filter(line -> line.contains(".m4s"))
                .findFirst()
                .orElseThrow();
        return URI.create(folder).resolve(segment).toString();
    }

    private List<String> lines(String url) {
        return new String(server.get(url).body(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
