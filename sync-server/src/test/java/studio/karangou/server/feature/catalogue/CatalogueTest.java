package studio.karangou.server.feature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.ProjectState;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.server.app.TestCatalogue;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.feature.ingest.FilmPublisher.PreparedFilm;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class CatalogueTest {
    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private TestCatalogue catalogue;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        catalogue = new TestCatalogue(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_film_is_found_without_regard_to_case_accents_and_letters_of_ewe() {
        catalogue.film("Yaaba");
        catalogue.film("L’Œil du Cyclone");
        catalogue.film("Ɖeviwo ƒe Ŋutinya");
        catalogue.film("100 % coton_noir");

        assertThat(found("YAABA")).containsExactly("Yaaba");
        assertThat(found("oeil")).containsExactly("L’Œil du Cyclone");
        assertThat(found("l'œil")).containsExactly("L’Œil du Cyclone");
        assertThat(found("deviwo fe nutinya")).containsExactly("Ɖeviwo ƒe Ŋutinya");
        assertThat(found("0 %")).containsExactly("100 % coton_noir");
        assertThat(found("n_n")).containsExactly("100 % coton_noir");
        assertThat(found("_")).containsExactly("100 % coton_noir");
        assertThat(found("kossi don")).hasSize(4);
        assertThat(found("togo")).hasSize(4);
        assertThat(found("absent")).isEmpty();
    }

    @Test
    void pages_follow_each_other_without_a_film_or_project_lost_or_twice() {
        for (int i = 0; i < 7; i++) {
            catalogue.film("Même titre");
            catalogue.openProject();
        }

        assertThat(allOf("films")).hasSize(7).doesNotHaveDuplicates();
        assertThat(allOf("projects")).hasSize(7).doesNotHaveDuplicates();
    }

    private List<String> allOf(String things) {
        List<String> ids = new ArrayList<>();
        String after = "";
        do {
            HttpResponse<byte[]> answer = server.get("/api/v1/" + things + "?limit=3" + after);
            assertThat(answer.statusCode()).isEqualTo(200);
            JsonNode page = TestServer.json(answer);
            page.path(things).forEach(one -> ids.add(one.path("id").asText()));
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asText();
        } while (!after.isEmpty());
        return ids;
    }

    @ParameterizedTest
    @CsvSource({"limit=0, limit", "limit=201, limit", "limit=x, limit", "after=x, after"})
    void a_page_that_cannot_be_is_refused(String query, String field) {
        HttpResponse<byte[]> answer = server.get("/api/v1/films?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestServer.code(answer)).isEqualTo("catalogue.bad-field");
        assertThat(TestServer.json(answer).path("arguments").path(0).asText()).isEqualTo(field);
    }

    @Test
    void what_is_not_there_is_told_so() {
        UUID nobody = UUID.randomUUID();

        assertThat(TestServer.code(server.get("/api/v1/films/" + nobody))).isEqualTo("catalogue.unknown-film");
        assertThat(TestServer.code(server.get("/api/v1/projects/" + nobody))).isEqualTo("catalogue.unknown-project");
        assertThat(TestServer.json(server.get("/api/v1/projects")).path("projects"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"title, ' '", "synopsis, ''", "director, ' '", "year, 1700", "genre, OPERA", "countries, TG"})
    void a_film_that_cannot_be_is_refused(String field, String value) {
        ObjectNode film = catalogue.film(new FilmId(UUID.randomUUID()), "Titre");
        HttpResponse<byte[]> answer = catalogue.announce(film.put(field, value));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(server.count("film")).isZero();
    }

    @Test
    void a_film_keeps_what_its_file_has_said_when_its_words_change() {
        PreparedFilm prepared = catalogue.preparedFilm("Avant", 3);
        ObjectNode changed = catalogue.film(prepared.film(), "Après");
        changed.putArray("spoken").add("kbp");

        assertThat(catalogue.announce(changed).statusCode()).isEqualTo(201);

        JsonNode film = TestServer.json(server.get("/api/v1/films/" + prepared.film()));
        assertThat(film.path("title").asText()).isEqualTo("Après");
        assertThat(film.path("spoken").path(0).asText()).isEqualTo("fr");
        assertThat(film.path("duration").asText()).isEqualTo("PT18S");
        assertThat(film.path("manifest").asText()).hasSize(64);
        assertThat(film.path("poster").asText()).isEqualTo(prepared.poster().hex());
    }

    @Test
    void a_film_supports_only_a_project_that_there_is() {
        ObjectNode film = catalogue.film(new FilmId(UUID.randomUUID()), "Titre");

        assertThat(TestServer.code(
                        catalogue.announce(film.put("project", UUID.randomUUID().toString()))))
                .isEqualTo("catalogue.unknown-project");
        ProjectId project = catalogue.openProject();
        assertThat(catalogue.announce(film.put("project", project.toString())).statusCode())
                .isEqualTo(201);
    }

    @Test
    void publishing_a_revision_again_changes_nothing_and_a_higher_one_replaces_it() {
        PreparedFilm first = catalogue.preparedFilm("Film", 2);
        String manifest = manifest(first.film());
        TestDevice device = TestDevice.enrolled(server);
        String cursor = device.pull("0").cursor();

        server.publish(catalogue.prepare(first.film(), 5, 1));
        assertThat(manifest(first.film())).isEqualTo(manifest);
        assertThat(device.pull(cursor).changes()).isEmpty();

        server.publish(catalogue.prepare(first.film(), 5, 2));
        assertThat(manifest(first.film())).isNotEqualTo(manifest);
        assertThat(device.pull(cursor).changes()).singleElement().isInstanceOf(Change.FilmChanged.class);
    }

    @Test
    void content_keys_lie_wrapped_in_the_database() {
        PreparedFilm film = catalogue.preparedFilm("Film", 1);

        byte[] wrapped = server.tables()
                .withHandle(handle -> handle.createQuery("select wrapped from film_key")
                        .mapTo(byte[].class)
                        .one());

        assertThat(wrapped).as("which key, nonce, key, tag").hasSize(1 + 12 + 16 + 16);
        assertThat(new String(wrapped, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(film.key().export(), StandardCharsets.ISO_8859_1));
    }

    @Test
    void the_money_of_a_project_is_never_written_over() {
        ProjectId id = catalogue.openProject();
        TestDevice device = TestDevice.enrolled(server);
        device.record(new ContributionMade(id, null, Money.xof(5_000), ContributionMethod.CASH, null, null, null));
        device.push(device.batchFrom(1));

        assertThat(catalogue
                        .put(catalogue.draft(id, ProjectState.FUNDED, Money.xof(9_000_000)))
                        .statusCode())
                .isEqualTo(201);

        Project now = catalogue.project(id);
        assertThat(now.collected()).isEqualTo(Money.xof(5_000));
        assertThat(now.contributors()).isEqualTo(1);
        assertThat(now.state()).isEqualTo(ProjectState.FUNDED);
        assertThat(now.goal()).isEqualTo(Money.xof(9_000_000));
    }

    @Test
    void a_project_takes_only_steps_that_there_are_and_keeps_its_currency() {
        ProjectId id = catalogue.openProject();

        HttpResponse<byte[]> back = catalogue.put(catalogue.draft(id, ProjectState.DRAFT, Money.xof(10)));
        HttpResponse<byte[]> euros =
                catalogue.put(catalogue.draft(id, ProjectState.OPEN, new Money(Money.Currency.EUR, 10)));

        assertThat(back.statusCode()).isEqualTo(409);
        assertThat(TestServer.code(back)).isEqualTo("catalogue.bad-step");
        assertThat(TestServer.code(euros)).isEqualTo("catalogue.currency-fixed");
    }

    private String manifest(FilmId film) {
        return TestServer.json(server.get("/api/v1/films/" + film))
                .path("manifest")
                .asText();
    }

    private List<String> found(String query) {
        JsonNode page =
                TestServer.json(server.get("/api/v1/films?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8)));
        List<String> titles = new ArrayList<>();
        page.path("films").forEach(film -> titles.add(film.path("title").asText()));
        return titles;
    }
}
