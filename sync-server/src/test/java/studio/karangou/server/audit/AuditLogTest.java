package studio.karangou.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.protocol.PeopleApi.SignInRequest;
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
                        "person.registered",
                        "person.signed-in",
                        "person.sign-in-refused",
                        "person.signed-in",
                        "person.sessions-ended");
        JsonNode whole = verify("");
        assertThat(whole.path("brokenAt").isNull()).isTrue();
        assertThat(whole.path("entries").asLong()).isEqualTo(5);
        assertThat(whole.path("anchor").asText()).matches("5-[0-9a-f]{32}");
    }

    @Test
    void an_entry_that_was_changed_is_found() {
        change("update audit_entry set action = 'person.signed-in' where position = 3");

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
        change("delete from audit_entry where position = 5");
        assertThat(verify("").path("brokenAt").asLong()).isEqualTo(5);

        change("update audit_head set position = 4,"
                + " mac = (select mac from audit_entry where position = 4) where id = 1");

        assertThat(verify("").path("brokenAt").isNull())
                .as("nothing to see without an anchor")
                .isTrue();
        assertThat(verify(anchor).path("brokenAt").asLong()).isEqualTo(5);
    }

    @Test
    void an_anchor_stays_good_while_the_log_grows() {
        String anchor = verify("").path("anchor").asText();
        TestPerson.registered(server, "kofi@exemple.tg");

        assertThat(verify(anchor).path("brokenAt").isNull()).isTrue();
        assertThat(verify("5-00").path("brokenAt").isNull()).isFalse();
    }

    @Test
    void many_who_write_at_once_leave_one_chain() throws Exception {
        List<Future<?>> done = new ArrayList<>();
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                String path = "/api/v1/people/" + new UUID(7, i);
                done.add(many.submit(
                        () -> server.send(server.asOperator(path).GET()).statusCode()));
                done.add(many.submit(() -> TestPerson.post(
                        server,
                        "/api/v1/people/sign-ins",
                        new SignInRequest(path.substring(30) + "@exemple.tg", "x", "Salle"))));
            }
        }
        for (Future<?> each : done) {
            each.get();
        }
        JsonNode whole = verify("");
        assertThat(whole.path("brokenAt").isNull()).isTrue();
        assertThat(whole.path("entries").asLong()).isEqualTo(25);
    }

    private void change(String sql) {
        assertThat(server.tables().<Integer, RuntimeException>withHandle(handle -> handle.execute(sql)))
                .isEqualTo(1);
    }

    private JsonNode verify(String anchor) {
        return TestServer.json(server.send(
                server.asOperator("/api/v1/audit/verification" + (anchor.isEmpty() ? "" : "?anchor=" + anchor))
                        .GET()));
    }
}
