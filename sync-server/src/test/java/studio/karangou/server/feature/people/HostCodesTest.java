package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.PeopleApi.Confirmation;
import studio.karangou.common.protocol.PeopleApi.ContactRequest;
import studio.karangou.common.protocol.PeopleApi.Erasure;
import studio.karangou.common.protocol.PeopleApi.PhoneSignInRequest;
import studio.karangou.common.protocol.PeopleApi.Proof;
import studio.karangou.common.protocol.PeopleApi.Proving;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// A host says who those in front of them are, and of nobody else.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class HostCodesTest {
    private static final String PHONE = "+22890123456";

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private TestPerson host;
    private VenueId venue;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        host = TestPerson.with(server, "hote@exemple.tg", Role.VENUE_HOST);
        venue = TestDevice.newVenue(server);
        assertThat(server.send(server.asOperator("/api/v1/operator/venues/" + venue + "/host")
                                .header("Content-Type", "application/json")
                                .PUT(TestServer.json(Map.of("person", host.id()))))
                        .statusCode())
                .isEqualTo(204);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_host_opens_no_account_of_somebody_whom_only_other_venues_have_met() {
        TestPerson kossi = TestPerson.byPhone(server, PHONE);
        HttpResponse<byte[]> asked = signIn();
        String early = code(handOut());
        TestDevice.enrolled(server).meets(kossi);

        assertThat(handOut().statusCode()).isEqualTo(403);
        assertThat(TestServer.code(handOut())).isEqualTo("people.not-of-your-venue");
        assertThat(TestServer.code(confirm(asked, early)))
                .as("a code from before they were met elsewhere")
                .isEqualTo("people.code-not-for-hosts");
        assertThat(refusals())
                .as("two at the host’s, one at the door")
                .hasSize(3)
                .containsOnly(host.id() + " " + kossi.id());
        assertThat(TestServer.code(confirm(asked, early))).as("it is spent").isEqualTo("people.code-refused");

        TestDevice.enrolled(server, venue).meets(kossi);
        assertThat(confirm(signIn(), code(handOut())).statusCode()).isEqualTo(201);
    }

    @Test
    void a_hosts_code_lets_somebody_in_and_proves_nothing_else() {
        TestPerson kossi = TestPerson.byPhone(server, PHONE);
        TestDevice.enrolled(server, venue).meets(kossi);

        assertThat(TestServer.code(kossi.send("/api/v1/me/data", new Proving(proof(kossi)))))
                .isEqualTo("people.code-refused");
        assertThat(TestServer.code(kossi.send("/api/v1/me/erasure", new Erasure(null, proof(kossi)))))
                .isEqualTo("people.code-refused");
        ContactRequest contact = new ContactRequest("hote2@exemple.tg", null, null, proof(kossi));
        assertThat(TestServer.code(kossi.send("/api/v1/me/contacts", contact))).isEqualTo("people.code-refused");
        assertThat(confirm(signIn(), code(handOut())).statusCode()).isEqualTo(201);
    }

    /// A request for a proof, and a host's code in the place of the one that was sent.
    private Proof proof(TestPerson person) {
        HttpResponse<byte[]> sent = person.send("/api/v1/me/proofs", null);
        assertThat(sent.statusCode()).isEqualTo(202);
        return Proof.byCode(UUID.fromString(TestPerson.requestOf(sent)), code(handOut()));
    }

    private HttpResponse<byte[]> handOut() {
        return host.send("/api/v1/people/phone-codes", Map.of("phone", PHONE));
    }

    private static String code(HttpResponse<byte[]> handedOut) {
        assertThat(handedOut.statusCode()).isEqualTo(201);
        return TestServer.json(handedOut).path("code").asText();
    }

    private HttpResponse<byte[]> signIn() {
        return TestPerson.post(
                server, "/api/v1/people/phone-sign-ins", new PhoneSignInRequest(PHONE, new LanguageTag("fr")));
    }

    private HttpResponse<byte[]> confirm(HttpResponse<byte[]> sent, String code) {
        return TestPerson.post(
                server,
                "/api/v1/people/phone-sign-ins/" + TestPerson.requestOf(sent) + "/confirmations",
                new Confirmation(code, "Salle"));
    }

    private List<String> refusals() {
        return server.tables()
                .withHandle(handle -> handle.createQuery("select actor, subject from audit_entry"
                                + " where action = 'person.code-refused' and detail = 'HOST' order by position")
                        .map((row, _) -> row.getString("actor") + " " + row.getString("subject"))
                        .list());
    }
}
