package studio.karangou.server.feature.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.PeopleApi.Erasure;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.server.app.TestCatalogue;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// Who is erased is erased from journals and on devices too; what they gave stays in the books.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ErasureTest {
    private static final String NAME = "Afi Mensah";

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private FilmId film;
    private ProjectId project;
    private TestDevice device;
    private TestPerson afi;
    private PersonId person;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        TestCatalogue catalogue = new TestCatalogue(server);
        film = catalogue.film("Les vents du Sahel");
        project = catalogue.openProject();
        device = TestDevice.enrolled(server);
        afi = TestPerson.registered(server, "afi@exemple.tg");
        person = new PersonId(afi.id());
        device.meets(afi);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_person_is_erased_from_messages_contributions_journals_and_devices() {
        OperationId message = device.recordBy(person, new MessagePosted(film, NAME, "Quel beau film !"));
        OperationId gift = device.recordBy(
                person, new ContributionMade(project, null, Money.xof(500), ContributionMethod.CASH, null, null, NAME));
        device.record(new MessagePosted(film, "Kofi", "Oui."));
        device.push(device.batchFrom(1));
        long collected = collected();
        TestDevice elsewhere = TestDevice.enrolled(server);

        erase();

        assertThat(server.count("person_device")).isZero();
        assertThat(author(message)).isEqualTo(MessagePosted.NOBODY);
        assertThat(contributor(gift)).isNull();
        assertThat(collected()).as("the books stay").isEqualTo(collected);
        assertThat(namesInJournals()).isZero();
        List<Change> told = device.pullAll();
        assertThat(told).contains(new Change.PersonErased(person));
        assertThat(told.toString()).contains("Quel beau film !", "Kofi").doesNotContain(NAME);
        assertThat(elsewhere.pullAll()).as("where they never were").noneMatch(Change.PersonErased.class::isInstance);
    }

    @Test
    void what_a_device_says_of_somebody_who_was_never_at_it_is_nobodys_and_the_money_counts() {
        TestDevice other = TestDevice.enrolled(server);
        OperationId message = other.recordBy(person, new MessagePosted(film, NAME, "Ce n’est pas moi."));
        OperationId gift = other.recordBy(
                person, new ContributionMade(project, null, Money.xof(500), ContributionMethod.CASH, null, null, NAME));

        assertThat(other.push(other.batchFrom(1)).quarantined()).isEmpty();

        assertThat(collected()).isEqualTo(500);
        assertThat(contributor(gift)).isNull();
        assertThat(author(message)).isEqualTo(MessagePosted.NOBODY);
        assertThat(text(
                        "select cast(actor as varchar(40)) from operation where operation_id = cast(:id as uuid)",
                        gift))
                .isNull();
    }

    @Test
    void a_device_that_was_enrolled_anew_hands_in_what_people_did_at_the_one_before() {
        server.send(server.asOperator("/api/v1/operator/devices/" + device.id()).DELETE());
        TestDevice anew = TestDevice.enrolled(server, device.venue());
        OperationId message = anew.recordBy(person, new MessagePosted(film, NAME, "Avant le vol."));
        anew.push(anew.batchFrom(1));
        assertThat(author(message)).isEqualTo(NAME);
    }

    @Test
    void what_arrives_after_the_erasure_comes_without_the_name_and_the_journal_goes_on() {
        device.recordBy(person, new MessagePosted(film, NAME, "Avant."));
        device.push(device.batchFrom(1));
        erase();

        OperationId late = device.recordBy(person, new MessagePosted(film, NAME, "Après, hors ligne."));
        PushReceipt receipt = device.push(device.batchFrom(1));
        device.record(new MessagePosted(film, "Kofi", "Encore."));

        assertThat(receipt.quarantined()).isEmpty();
        assertThat(device.push(device.batchFrom(1)).acknowledged()).isEqualTo(3);
        assertThat(author(late)).isEqualTo(MessagePosted.NOBODY);
        assertThat(namesInJournals()).isZero();
    }

    private void erase() {
        assertThat(afi.send("/api/v1/me/erasure", new Erasure(TestPerson.PASSWORD))
                        .statusCode())
                .isEqualTo(204);
    }

    private String author(OperationId message) {
        return text("select author from message where id = cast(:id as uuid)", message);
    }

    private String contributor(OperationId gift) {
        return text("select contributor from contribution where id = cast(:id as uuid)", gift);
    }

    private String text(String sql, OperationId id) {
        return server.tables()
                .withHandle(handle -> handle.createQuery(sql)
                        .bind("id", id.value())
                        .map((row, _) -> row.getString(1))
                        .list()
                        .getFirst());
    }

    private long collected() {
        return server.tables()
                .withHandle(handle -> handle.createQuery("select sum(units) from contribution")
                        .mapTo(Long.class)
                        .one());
    }

    private long namesInJournals() {
        return server.tables()
                .withHandle(handle -> handle.createQuery("select encoded from operation")
                        .map((row, _) -> new String(row.getBytes(1), StandardCharsets.UTF_8))
                        .filter(encoded -> encoded.contains(NAME))
                        .list()
                        .size());
    }
}
