package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.ConsentApi.ConsentDecision;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.FavouriteAdded;
import studio.karangou.common.protocol.OperationBody.FavouriteRemoved;
import studio.karangou.common.protocol.OperationBody.FilmRated;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.PeopleApi.Erasure;
import studio.karangou.common.protocol.PeopleApi.Proof;
import studio.karangou.common.protocol.PeopleApi.Proving;
import studio.karangou.common.protocol.VenueApi.VenueDraft;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.app.TestCatalogue;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class PersonalDataTest {
    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private TestPerson afi;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        afi = TestPerson.with(server, "afi@exemple.tg", Role.DIRECTOR);
        afi.setUpSecondFactor();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_person_takes_all_that_is_known_of_them_along() throws IOException {
        TestPerson other = TestPerson.with(server, "autre@exemple.tg", Role.VENUE_HOST);
        afi.given(Role.VENUE_HOST, RoleState.VERIFIED);
        TestDevice device = deviceOf(afi, "Maison d’Afi");
        deviceOf(other, "Maison d’un autre");
        watchAndContribute(device, afi, "Quel beau film !", 500, 4);
        watchAndContribute(device, other, "Pas de moi.", 700, 2);
        afi.elsewhere().delete("/api/v1/me/sessions/" + afi.session());
        afi.signIn();
        signsInWith("exemple", afi);

        assertThat(TestServer.code(afi.send("/api/v1/me/data", new Proving(Proof.NONE))))
                .as("a token alone")
                .isEqualTo("people.sign-in-refused");
        HttpResponse<byte[]> answer = export();

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/zip");
        Map<String, String> files = unzip(answer.body());
        assertThat(account(files).path("email").asText()).isEqualTo("afi@exemple.tg");
        assertThat(files.get("roles.json")).contains("DIRECTOR", "VENUE_HOST");
        assertThat(files.get("identities.json")).contains("exemple");
        assertThat(files.get("sessions.json")).contains("SIGNED_OUT");
        assertThat(files.get("venues.json")).contains("Maison d’Afi");
        assertThat(files.get("devices.json")).contains("Maison d’Afi");
        assertThat(files.get("viewings.json")).contains("Yeelen");
        assertThat(files.get("activity.json")).contains("Quel beau film !", "ContributionMade");
        assertThat(files.get("contributions.json")).contains("\"units\" : 500").doesNotContain("\"units\" : 700");
        assertThat(files.get("favourites.json")).contains("Yeelen").doesNotContain("Plus aimé");
        assertThat(files.get("ratings.json"))
                .contains("Yeelen", "\"stars\" : 4")
                .doesNotContain("\"stars\" : 2");
        assertThat(files.get("log.json")).contains("person.registered", "role.verified");
        assertThat(files.toString()).doesNotContain("autre@exemple.tg", "Maison d’un autre", "Pas de moi.");
        for (String file : files.keySet()) {
            assertThat(files.get("LISEZ-MOI.txt") + "LISEZ-MOI.txt").contains(file);
        }
    }

    private HttpResponse<byte[]> export() {
        return afi.send("/api/v1/me/data", new Proving(Proof.byPassword(TestPerson.PASSWORD)));
    }

    @Test
    void every_table_that_names_people_is_exported_or_said_not_to_be() {
        List<String> columns = server.tables()
                .withHandle(handle -> handle.createQuery("select lower(table_name) || '.' || lower(column_name)"
                                + " from information_schema.columns where lower(column_name) in"
                                + " ('person', 'actor', 'subject', 'host', 'contributor', 'author', 'owner', 'scope')"
                                + " and lower(table_schema) = 'public' order by 1")
                        .mapTo(String.class)
                        .list());

        assertThat(columns)
                .as("a new one belongs into an Exports and an Erasures, or into what LISEZ-MOI leaves out")
                .containsExactlyInAnyOrder(
                        "audit_entry.actor",
                        "audit_entry.subject",
                        "contribution.contributor",
                        "favourite.owner",
                        "feed_change.scope",
                        "feed_member.scope",
                        "film_rating.owner",
                        "message.author",
                        "one_time_code.person",
                        "operation.actor",
                        "person_consent.person",
                        "person_contact.person",
                        "person_device.person",
                        "person_identity.person",
                        "person_role.person",
                        "person_session.person",
                        "recovery_code.person",
                        "second_factor.person",
                        "venue.host",
                        "viewing.person");
    }

    private static JsonNode account(Map<String, String> files) throws IOException {
        return Wire.json().readTree(files.get("account.json"));
    }

    private TestDevice deviceOf(TestPerson host, String venue) {
        HttpResponse<byte[]> made =
                host.send("/api/v1/venues", new VenueDraft(venue, "Kara", new CountryCode("TG"), 80));
        return TestDevice.enrolled(
                server, VenueId.parse(TestServer.json(made).path("id").asText()));
    }

    private void watchAndContribute(TestDevice device, TestPerson who, String message, long francs, int stars) {
        TestCatalogue catalogue = new TestCatalogue(server);
        FilmId film = catalogue.preparedFilm("Yeelen", 2).film();
        PersonId person = new PersonId(who.id());
        int before = device.size();
        device.meets(who);
        device.recordBy(person, new MessagePosted(film, "Quelqu’un", message));
        device.recordBy(
                person,
                new ContributionMade(
                        catalogue.openProject(),
                        film,
                        Money.xof(francs),
                        ContributionMethod.CASH,
                        null,
                        null,
                        "Quelqu’un"));
        device.recordBy(person, new FavouriteAdded(film));
        FilmId disliked = catalogue.film("Plus aimé");
        OperationId added = device.recordBy(person, new FavouriteAdded(disliked));
        device.recordBy(person, new FavouriteRemoved(disliked, List.of(added)));
        device.recordBy(person, new FilmRated(film, stars));
        device.openSession();
        device.push(device.batchFrom(before + 1));
        HttpResponse<byte[]> opened = server.send(device.request("/api/v1/films/" + film + "/playbacks")
                .header("Karangou-Person", who.access())
                .POST(BodyPublishers.noBody()));
        assertThat(opened.statusCode()).isEqualTo(201);
    }

    /// As after a sign-in with a provider, which has tests of its own.
    private void signsInWith(String provider, TestPerson person) {
        server.tables()
                .useHandle(handle -> handle.createUpdate("insert into person_identity"
                                + " (lookup, person, provider, created_at) values (:lookup, :person, :provider, :now)")
                        .bind("lookup", new byte[] {1})
                        .bind("person", person.id())
                        .bind("provider", provider)
                        .bind("now", server.clock().instant().atOffset(ZoneOffset.UTC))
                        .execute());
    }

    @Test
    void who_is_erased_leaves_a_number() {
        TestPerson elsewhere = afi.elsewhere();
        assertThat(TestServer.code(afi.send("/api/v1/me/erasure", new Erasure("faux"))))
                .isEqualTo("people.sign-in-refused");
        assertThat(TestServer.code(afi.send("/api/v1/me/erasure", new Erasure(null))))
                .isEqualTo("people.sign-in-refused");

        assertThat(afi.send("/api/v1/me/erasure", new Erasure(TestPerson.PASSWORD))
                        .statusCode())
                .isEqualTo(204);

        assertThat(afi.isSignedIn()).isFalse();
        assertThat(elsewhere.isSignedIn()).isFalse();
        assertThat(afi.signInWith(TestPerson.PASSWORD).statusCode()).isEqualTo(401);
        for (String table : List.of("person_contact", "person_role", "second_factor", "recovery_code")) {
            assertThat(server.count(table)).as(table).isZero();
        }
        String kept = server.tables()
                .withHandle(handle -> handle.createQuery("select name || coalesce(password, '') from person")
                        .mapTo(String.class)
                        .one());
        assertThat(kept).isEmpty();
        assertThat(TestServer.json(server.send(
                                server.asOperator("/api/v1/audit/verification").GET()))
                        .path("brokenAt")
                        .isNull())
                .isTrue();
        assertThat(server.send(server.asOperator("/api/v1/people/" + afi.id()).GET())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void an_address_is_free_again_once_its_person_is_erased() {
        TestPerson.letter(server, "afi@exemple.tg", 2); // registration, role, second factor: all are there
        afi.send("/api/v1/me/erasure", new Erasure(TestPerson.PASSWORD));
        int letters = TestPerson.letters(server, "afi@exemple.tg").size();
        HttpResponse<byte[]> sent = TestPerson.register(server, "afi@exemple.tg", TestPerson.PASSWORD);
        String code = TestPerson.codeIn(TestPerson.letter(server, "afi@exemple.tg", letters));

        assertThat(TestPerson.confirm(server, sent, code).statusCode()).isEqualTo(201);
    }

    @Test
    void what_was_agreed_to_is_recorded_with_version_and_time_and_taken_back_as_easily() throws IOException {
        HttpResponse<byte[]> given = decide("FAULT_REPORTS", 2, true);
        assertThat(given.statusCode()).isEqualTo(200);
        assertThat(TestServer.json(given).path("at").asText())
                .isEqualTo(server.clock().instant().toString());
        server.clock().advance(Duration.ofMinutes(1));
        decide("FAULT_REPORTS", 2, false);
        decide("NEWS", 1, true);

        JsonNode consents = TestServer.json(afi.get("/api/v1/me/consents")).path("consents");
        assertThat(consents).hasSize(2);
        assertThat(consents.path(0).path("given").asBoolean()).isFalse();
        assertThat(consents.path(0).path("version").asInt()).isEqualTo(2);
        assertThat(unzip(export().body()).get("consents.json")).contains("NEWS");
        assertThat(unzip(export().body()).get("log.json"))
                .contains("consent.given", "consent.taken-back", "fault_reports 2");

        assertThat(decide("SOUL", 1, true).statusCode()).isEqualTo(404);
        assertThat(decide("NEWS", 0, true).statusCode()).isEqualTo(400);
        afi.send("/api/v1/me/erasure", new Erasure(TestPerson.PASSWORD));
        assertThat(server.count("person_consent")).isZero();
    }

    private HttpResponse<byte[]> decide(String purpose, int version, boolean given) {
        return server.send(afi.request("/api/v1/me/consents/" + purpose)
                .header("Content-Type", "application/json")
                .PUT(TestServer.json(new ConsentDecision(version, given))));
    }

    private static Map<String, String> unzip(byte[] archive) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
