package studio.karangou.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Sentences;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// What grows old goes, and what must stay stays.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RetentionTest {
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
    void what_is_too_old_goes_by_its_rule_and_the_table_says_so() {
        server = TestServer.start(kind, data);
        TestPerson person = TestPerson.registered(server, "afi@exemple.tg");
        TestPerson elsewhere = person.elsewhere();
        assertThat(elsewhere
                        .delete("/api/v1/me/sessions/" + elsewhere.session())
                        .statusCode())
                .isEqualTo(204);
        TestPerson.register(server, "jamais@exemple.tg", TestPerson.PASSWORD); // a draft that nobody confirms
        TestDevice device = TestDevice.enrolled(server);
        device.recordRaw("Afi Mensah".getBytes(StandardCharsets.UTF_8));
        device.push(device.batchFrom(1));
        long log = server.count("audit_entry");
        server.applyRetention();
        assertThat(removed()).allSatisfy((_, removed) -> assertThat(removed).isZero());

        server.clock().advance(Duration.ofDays(3));
        server.applyRetention();
        assertThat(removed()).containsEntry("codes", 2L).containsEntry("sessions", 0L);
        assertThat(server.count("one_time_code")).isZero();

        server.clock().advance(Duration.ofDays(32));
        server.applyRetention();
        assertThat(removed()).containsEntry("enrolment-codes", 1L);

        assertThat(server.count("person_session")).isEqualTo(2);
        server.clock().advance(Duration.ofDays(60));
        server.applyRetention();
        assertThat(removed()).containsEntry("sessions", 1L);
        assertThat(server.count("audit_entry")).isEqualTo(log);
        assertThat(server.count("person")).isEqualTo(1);
        assertThat(server.count("device")).isEqualTo(1);

        assertThat(bytesOfOperations()).isEqualTo(10);
        server.clock().advance(Duration.ofDays(300));
        server.applyRetention();
        assertThat(removed()).containsEntry("unreadable-operations", 1L);
        assertThat(bytesOfOperations()).isZero();
        server.applyRetention();
        assertThat(removed()).as("once").containsEntry("unreadable-operations", 0L);
        device.openSession();
        device.record(new FilmViewed(new FilmId(new UUID(1, 2)), Duration.ofSeconds(1), false, 1));
        assertThat(device.push(device.batchFrom(2)).acknowledged())
                .as("the journal goes on")
                .isEqualTo(2);
    }

    private long bytesOfOperations() {
        return server.tables()
                .withHandle(handle -> handle.createQuery("select sum(octet_length(encoded)) from operation")
                        .mapTo(Long.class)
                        .one());
    }

    @Test
    void every_rule_says_why_in_both_languages() {
        server = TestServer.start(kind, data);
        for (JsonNode rule : rules()) {
            String key = "retention.why." + rule.path("rule").asText();
            assertThat(new Sentences(Locale.FRENCH, "studio.karangou.server.messages").has(key))
                    .isTrue();
            assertThat(rule.path("why").asText()).isNotBlank();
        }
    }

    private Iterable<JsonNode> rules() {
        return TestServer.json(
                        server.send(server.asOperator("/api/v1/retention").GET()))
                .path("rules");
    }

    private Map<String, Long> removed() {
        Map<String, Long> removed = new HashMap<>();
        for (JsonNode rule : rules()) {
            removed.put(rule.path("rule").asText(), rule.path("removed").asLong());
        }
        assertThat(removed).containsKey("audit");
        return removed;
    }
}
