package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.protocol.PeopleApi;
import studio.karangou.common.protocol.PeopleApi.PasswordChange;
import studio.karangou.common.protocol.PeopleApi.SignInRequest;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// Who is on their way in while something else happens: the owner sets another password, a device sends its money.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RecoveryRaceTest {
    private static final String THIEFS = "un autre fleuve bien long";

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private TestPerson afi;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        afi = TestPerson.registered(server, "afi@exemple.tg");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_sign_in_with_the_old_password_that_is_under_way_fails() throws Exception {
        TestPerson thief = afi.elsewhere();
        long before = sessions();

        assertThat(whileRecovering(() -> thief.signInWith(TestPerson.PASSWORD)).statusCode())
                .isEqualTo(401);
        assertThat(sessions()).isEqualTo(before);
    }

    @Test
    void so_does_a_change_of_the_password() throws Exception {
        TestPerson thief = afi.elsewhere();
        HttpResponse<byte[]> answer =
                whileRecovering(() -> afi.send("/api/v1/me/password", new PasswordChange(TestPerson.PASSWORD, THIEFS)));

        assertThat(TestServer.code(answer)).isEqualTo("people.sign-in-refused");
        assertThat(thief.signInWith(THIEFS).statusCode()).isEqualTo(401);
    }

    /// A push that confirms money takes the feed first and the log's end then: who takes them in the other order makes
    /// both begin again.
    @Test
    void a_sign_in_at_a_device_where_one_has_not_been_yet_holds_not_the_log_while_it_waits_for_the_feed()
            throws Exception {
        TestDevice device = TestDevice.enrolled(server);
        try (Handle push = server.tables().open();
                Handle watching = server.tables().open()) {
            push.begin();
            push.execute("update feed_position set position = position where id = 1");
            CompletableFuture<HttpResponse<byte[]>> answer = CompletableFuture.supplyAsync(() -> signIn(device));
            while (!answer.isDone() && waiting(watching) == 0) {
                Thread.onSpinWait();
            }
            assertThat(answer).isNotDone();
            assertThatCode(() -> push.select("select position from audit_head for update nowait")
                            .mapTo(Long.class)
                            .one())
                    .doesNotThrowAnyException();
            push.commit();
            assertThat(answer.get().statusCode()).isEqualTo(201);
        }
    }

    private HttpResponse<byte[]> signIn(TestDevice device) {
        return server.send(server.request("/api/v1/people/sign-ins")
                .header("Content-Type", "application/json")
                .header(PeopleApi.DEVICE_HEADER, device.token())
                .POST(TestServer.json(new SignInRequest(afi.email(), TestPerson.PASSWORD, "Salle d’essai"))));
    }

    /// Something that has read the old password before the new one is there, and goes on after it.
    private HttpResponse<byte[]> whileRecovering(Supplier<HttpResponse<byte[]>> doing) throws Exception {
        UUID id = afi.id();
        try (Handle recovery = server.tables().open();
                Handle watching = server.tables().open()) {
            recovery.begin();
            recovery.execute("update person set credential_version = credential_version + 1 where id = ?", id);
            CompletableFuture<HttpResponse<byte[]>> answer = CompletableFuture.supplyAsync(doing);
            while (!answer.isDone() && waiting(watching) == 0) {
                Thread.onSpinWait();
            }
            recovery.commit();
            return answer.get();
        }
    }

    /// How many wait for a row.
    private long waiting(Handle handle) {
        return handle.select(
                        kind == DatabaseKind.H2
                                ? "select count(*) from information_schema.sessions where blocker_id is not null"
                                : "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                        + " and datname = current_database()")
                .mapTo(Long.class)
                .one();
    }

    private long sessions() {
        return server.count("person_session");
    }
}
