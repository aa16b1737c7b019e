package studio.karangou.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.Role;
import studio.karangou.common.protocol.PeopleApi.ContactRequest;
import studio.karangou.common.protocol.PeopleApi.Erasure;
import studio.karangou.common.protocol.PeopleApi.PasswordChange;
import studio.karangou.common.protocol.PeopleApi.SignInRequest;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class AuditLogTest {
    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        TestPerson afi = TestPerson.registered(server, "afi@exemple.tg");
        afi.signInWith("faux faux faux");
        afi.signIn();
        afi.delete("/api/v1/me/sessions");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void what_was_done_is_there_in_order_and_whole() {
        List<String> actions = server.tables()
                .withHandle(handle -> handle.createQuery("select action from audit_entry order by position")
                        .mapTo(String.class)
                        .list());

        assertThat(actions)
                .containsExactly(
                        "letters.read",
                        "person.registered",
                        "person.signed-in",
                        "person.sign-in-refused",
                        "person.signed-in",
                        "person.sessions-ended");
        JsonNode whole = verify("");
        assertThat(whole.path("brokenAt").isNull()).isTrue();
        assertThat(whole.path("entries").asLong()).isEqualTo(6);
        assertThat(whole.path("anchor").asText()).matches("6-[0-9a-f]{32}");
    }

    @Test
    void an_entry_that_was_changed_is_found() {
        change("update audit_entry set action = 'person.registered' where position = 3");

        assertThat(verify("").path("brokenAt").asLong()).isEqualTo(3);
    }

    @Test
    void an_entry_that_was_taken_out_is_found() {
        change("delete from audit_entry where position = 2");

        assertThat(verify("").path("brokenAt").asLong()).isEqualTo(2);
    }

    @Test
    void an_end_that_was_cut_off_is_found_by_the_head_or_else_by_an_anchor() {
        String anchor = verify("").path("anchor").asText();
        change("delete from audit_entry where position = 6");
        assertThat(verify("").path("brokenAt").asLong()).isEqualTo(6);

        change("update audit_head set position = 5,"
                + " mac = (select mac from audit_entry where position = 5) where id = 1");

        assertThat(verify("").path("brokenAt").isNull())
                .as("nothing to see without an anchor")
                .isTrue();
        assertThat(verify(anchor).path("brokenAt").asLong()).isEqualTo(6);
    }

    @Test
    void an_end_that_was_cut_off_is_found_by_what_the_server_noted_by_itself() throws IOException {
        server.noteAudit();
        Path noted = data.resolve("audit.anchors");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(noted)))
                .isEqualTo("rw-------");
        Files.writeString(noted, "2026-01-01T00:00:00Z 9-cut", StandardOpenOption.APPEND); // by a crash
        assertThat(verify("").path("brokenAt").isNull()).isTrue();

        change("delete from audit_entry where position = 6");
        change("update audit_head set position = 5,"
                + " mac = (select mac from audit_entry where position = 5) where id = 1");

        assertThat(verify("").path("brokenAt").asLong()).isEqualTo(6);
        long lines = Files.readString(noted).lines().count();
        server.noteAudit();
        assertThat(Files.readString(noted).lines().count())
                .as("what is broken is not vouched for")
                .isEqualTo(lines);
    }

    @Test
    void the_database_changes_no_entry_and_takes_none_out() {
        List<String> refused = List.of(
                "update audit_entry set detail = 'x' where position = 2",
                "delete from audit_entry where position = 2",
                "truncate table audit_entry",
                "update audit_head set position = 1 where id = 1",
                "delete from audit_head",
                "truncate table audit_head");
        for (String sql : refused) {
            assertThatThrownBy(() -> server.tables().useHandle(handle -> handle.execute(sql)))
                    .as(sql)
                    .isInstanceOf(JdbiException.class);
        }
        TestPerson.registered(server, "kofi@exemple.tg");
        assertThat(verify("").path("brokenAt").isNull()).isTrue();
    }

    @Test
    void entries_are_read_page_by_page_and_the_reading_is_one() {
        JsonNode first = read("?limit=4");
        assertThat(actions(first))
                .containsExactly(
                        "person.sessions-ended", "person.signed-in", "person.sign-in-refused", "person.signed-in");
        JsonNode second = read("?before=" + first.path("before").asLong());
        assertThat(actions(second)).containsExactly("person.registered", "letters.read");
        assertThat(second.path("before").isNull()).isTrue();
        String person = second.path("entries").path(0).path("actor").asText();

        assertThat(actions(read("?of=" + person + "&action=person.signed-in"))).hasSize(2);
        assertThat(actions(read("?since=" + server.clock().instant().plusSeconds(1))))
                .isEmpty();
        assertThat(actions(read("?limit=1"))).containsExactly("audit.read");
        for (String bad : List.of("?of=x", "?since=x", "?before=x", "?limit=x", "?action=burn")) {
            assertThat(server.send(server.asOperator("/api/v1/audit/entries" + bad)
                                    .GET())
                            .statusCode())
                    .as(bad)
                    .isEqualTo(400);
        }
    }

    @Test
    void what_was_refused_and_what_was_seen_of_others_is_there() {
        TestPerson kofi = TestPerson.with(server, "kofi@exemple.tg", Role.VENUE_HOST);
        server.send(kofi.request("/api/v1/me/roles/DIRECTOR").PUT(BodyPublishers.noBody()));
        server.send(server.asOperator("/api/v1/people/role-requests").GET());
        HttpResponse<byte[]> sent = TestPerson.register(server, "ama@exemple.tg", TestPerson.PASSWORD);
        TestPerson.confirm(server, sent, "0000 0000");
        kofi.send("/api/v1/me/password", new PasswordChange("faux faux", "quelque chose de bien long"));
        kofi.send("/api/v1/me/contacts", new ContactRequest("autre@exemple.tg", null, "faux faux"));
        kofi.send("/api/v1/me/erasure", new Erasure("faux faux"));
        TestDevice.stranger(server).enrol("AAAA-AAAA-AAAA");
        String venue = TestDevice.newVenue(server).toString();
        server.send(server.asOperator("/api/v1/operator/venues/" + venue + "/host")
                .header("Content-Type", "application/json")
                .PUT(TestServer.json(Map.of("person", kofi.id().toString()))));
        server.send(server.asOperator("/api/v1/operator/backup").GET());

        JsonNode log = read("?limit=1000");
        assertThat(actions(log))
                .contains(
                        "role.requests-read",
                        "letters.read",
                        "person.code-refused",
                        "device.code-refused",
                        "venue.given",
                        "backup.made");
        assertThat(details(log, "person.password-refused")).containsExactly("proof", "proof", "password");
        assertThat(details(log, "venue.given")).containsExactly(kofi.id().toString());
    }

    private JsonNode read(String query) {
        HttpResponse<byte[]> answer =
                server.send(server.asOperator("/api/v1/audit/entries" + query).GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        return TestServer.json(answer);
    }

    private static List<String> actions(JsonNode page) {
        return page.path("entries").findValuesAsText("action");
    }

    private static List<String> details(JsonNode page, String action) {
        List<String> details = new ArrayList<>();
        for (JsonNode entry : page.path("entries")) {
            if (entry.path("action").asText().equals(action)) {
                details.add(entry.path("detail").asText());
            }
        }
        return details;
    }

    @Test
    void an_anchor_stays_good_while_the_log_grows() {
        String anchor = verify("").path("anchor").asText();
        TestPerson.registered(server, "kofi@exemple.tg");

        assertThat(verify(anchor).path("brokenAt").isNull()).isTrue();
        assertThat(verify("6-00").path("brokenAt").isNull()).isFalse();
    }

    @Test
    void many_who_write_at_once_leave_one_chain() throws Exception {
        long before = verify("").path("entries").asLong();
        List<Future<Integer>> read = new ArrayList<>();
        List<Future<Integer>> tried = new ArrayList<>();
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                String path = "/api/v1/people/" + new UUID(7, i);
                read.add(many.submit(
                        () -> server.send(server.asOperator(path).GET()).statusCode()));
                tried.add(many.submit(() -> TestPerson.post(
                                server,
                                "/api/v1/people/sign-ins",
                                new SignInRequest(path.substring(30) + "@exemple.tg", "x", "Salle"))
                        .statusCode()));
            }
        }
        assertThat(read).allSatisfy(each -> assertThat(each.get()).isEqualTo(404));
        // those beyond the limit leave no entry
        long refused = 0;
        for (Future<Integer> each : tried) {
            refused += each.get() == 401 ? 1 : 0;
        }
        assertThat(refused).isPositive();
        JsonNode whole = verify("");
        assertThat(whole.path("brokenAt").isNull()).isTrue();
        assertThat(whole.path("entries").asLong()).isEqualTo(before + refused);
    }

    private void change(String sql) {
        assertThat(server.changeUnguarded(sql)).isEqualTo(1);
    }

    private JsonNode verify(String anchor) {
        return TestServer.json(server.send(
                server.asOperator("/api/v1/audit/verification" + (anchor.isEmpty() ? "" : "?anchor=" + anchor))
                        .GET()));
    }
}
