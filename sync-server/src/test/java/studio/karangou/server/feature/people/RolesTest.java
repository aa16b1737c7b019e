package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.RoleApi.PersonSearch;
import studio.karangou.common.protocol.RoleApi.RoleDecision;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RolesTest {
    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private TestPerson admin;
    private TestPerson afi;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        admin = TestPerson.with(server, "admin@exemple.tg", Role.ADMINISTRATOR);
        afi = TestPerson.registered(server, "afi@exemple.tg");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_role_is_asked_for_and_verified_and_its_rights_are_there_at_once() {
        assertThat(ask("VENUE_HOST").statusCode()).isEqualTo(204);
        assertThat(ask("VENUE_HOST").statusCode()).as("again").isEqualTo(204);
        assertThat(hands().statusCode()).isEqualTo(403);
        JsonNode requests =
                TestServer.json(admin.get("/api/v1/people/role-requests")).path("requests");
        assertThat(requests).hasSize(1);
        assertThat(requests.path(0).path("person").asText()).isEqualTo(afi.id().toString());

        assertThat(decide(admin, afi.id(), "VENUE_HOST", RoleState.VERIFIED).statusCode())
                .isEqualTo(204);

        assertThat(hands().statusCode()).isEqualTo(201);
        assertThat(TestPerson.letter(server, afi.email(), 1).path("subject").asText())
                .contains("vérifié");
        assertThat(take(admin, afi.id(), "VENUE_HOST").statusCode()).isEqualTo(204);
        assertThat(TestPerson.letter(server, afi.email(), 2).path("subject").asText())
                .contains("retiré");
        assertThat(hands().statusCode()).isEqualTo(403);
    }

    @Test
    void a_role_that_was_refused_may_be_asked_for_again() {
        ask("DIRECTOR");
        decide(admin, afi.id(), "DIRECTOR", RoleState.REFUSED);
        assertThat(stateOf("DIRECTOR")).isEqualTo("REFUSED");

        ask("DIRECTOR");

        assertThat(stateOf("DIRECTOR")).isEqualTo("REQUESTED");
    }

    @Test
    void roles_that_are_given_cannot_be_asked_for() {
        for (String role : new String[] {"ADMINISTRATOR", "MODERATOR", "SPECTATOR"}) {
            assertThat(TestServer.code(ask(role))).isEqualTo("people.role-not-requestable");
        }
        assertThat(ask("KING").statusCode()).isEqualTo(404);
    }

    @Test
    void administrators_make_no_administrators_and_decide_nothing_about_themselves() {
        assertThat(TestServer.code(decide(admin, afi.id(), "ADMINISTRATOR", RoleState.VERIFIED)))
                .isEqualTo("people.role-not-givable");
        assertThat(TestServer.code(decide(admin, admin.id(), "PRODUCER", RoleState.VERIFIED)))
                .isEqualTo("people.role-not-givable");
        assertThat(TestServer.code(take(admin, admin.id(), "ADMINISTRATOR"))).isEqualTo("people.role-not-givable");
        assertThat(TestServer.code(decide(admin, afi.id(), "SPECTATOR", RoleState.REFUSED)))
                .isEqualTo("people.role-not-givable");
        assertThat(decide(admin, afi.id(), "MODERATOR", RoleState.VERIFIED).statusCode())
                .isEqualTo(204);
    }

    @Test
    void nothing_is_decided_about_who_is_not_there_or_has_not_asked() {
        assertThat(TestServer.code(decide(admin, UUID.randomUUID(), "PRODUCER", RoleState.VERIFIED)))
                .isEqualTo("people.unknown-person");
        assertThat(TestServer.code(decide(admin, afi.id(), "PRODUCER", RoleState.REFUSED)))
                .isEqualTo("people.role-not-held");
        assertThat(TestServer.code(decide(admin, afi.id(), "PRODUCER", RoleState.REQUESTED)))
                .isEqualTo("people.bad-field");
        assertThat(TestServer.code(take(admin, afi.id(), "PRODUCER"))).isEqualTo("people.role-not-held");
    }

    @Test
    void who_looks_at_another_person_is_in_the_audit_log() {
        long before = server.count("audit_entry");
        HttpResponse<byte[]> found = admin.send("/api/v1/people/searches", new PersonSearch("AFI@exemple.tg"));
        assertThat(TestServer.json(found).path("id").asText())
                .isEqualTo(afi.id().toString());
        admin.get("/api/v1/people/" + afi.id());

        assertThat(server.count("audit_entry")).isEqualTo(before + 2);
        assertThat(TestServer.code(admin.send("/api/v1/people/searches", new PersonSearch("personne@exemple.tg"))))
                .isEqualTo("people.unknown-person");
        assertThat(TestServer.code(admin.send("/api/v1/people/searches", new PersonSearch("x"))))
                .isEqualTo("people.bad-field");
    }

    @Test
    void staff_is_signed_out_after_a_day() {
        decide(admin, afi.id(), "MODERATOR", RoleState.VERIFIED);
        afi.signIn();
        String refresh = afi.refresh();
        server.clock().advance(Duration.ofDays(1));

        assertThat(TestServer.code(afi.refreshWith(refresh, UUID.randomUUID()))).isEqualTo("people.refresh-refused");
    }

    private HttpResponse<byte[]> ask(String role) {
        return server.send(afi.request("/api/v1/me/roles/" + role).PUT(BodyPublishers.noBody()));
    }

    private HttpResponse<byte[]> hands() {
        return afi.send("/api/v1/people/phone-codes", new MeRoutes.PhoneCodeRequest("+22890123456"));
    }

    private String stateOf(String role) {
        for (JsonNode held : TestServer.json(afi.get("/api/v1/me")).path("roles")) {
            if (held.path("role").asText().equals(role)) {
                return held.path("state").asText();
            }
        }
        return "";
    }

    private HttpResponse<byte[]> decide(TestPerson by, UUID person, String role, RoleState state) {
        return server.send(by.request("/api/v1/people/" + person + "/roles/" + role)
                .header("Content-Type", "application/json")
                .PUT(TestServer.json(new RoleDecision(state))));
    }

    private HttpResponse<byte[]> take(TestPerson by, UUID person, String role) {
        return by.delete("/api/v1/people/" + person + "/roles/" + role);
    }
}
