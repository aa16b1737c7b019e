package studio.karangou.server.feature.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.ProjectState;
import studio.karangou.common.model.VoucherCode;
import studio.karangou.common.protocol.Batch;
import studio.karangou.common.protocol.BatchCodec;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.JournalPosition;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.app.TestCatalogue;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.db.Sql;

/// Journals on their way in, over HTTP, on both databases.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class PushTest {
    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private TestCatalogue catalogue;
    private TestDevice device;
    private ProjectId project;
    private FilmId film;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        catalogue = new TestCatalogue(server);
        project = catalogue.openProject();
        film = catalogue.film("Yaaba");
        device = TestDevice.enrolled(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everything_that_a_device_records_is_there_once() {
        OperationId voucher = device.record(voucher(5_000));
        OperationId cash = device.record(cash(2_500));
        OperationId message = device.record(new MessagePosted(film, "Afi", "Très beau film !"));
        OperationId view = device.record(new FilmViewed(film, Duration.ofMinutes(90), true, 42));

        PushReceipt receipt = device.push(device.batchFrom(1));

        assertThat(receipt.acknowledged()).isEqualTo(4);
        assertThat(receipt.quarantined()).isEmpty();
        assertThat(state(voucher)).isEqualTo("AWAITING_PAYMENT");
        assertThat(state(cash)).isEqualTo("CONFIRMED");
        assertThat(ids("message")).containsExactly(message.value());
        assertThat(ids("film_view")).containsExactly(view.value());
        Project now = catalogue.project(project);
        assertThat(now.collected()).isEqualTo(Money.xof(2_500));
        assertThat(now.contributors()).isEqualTo(1);
    }

    @Test
    void the_same_batch_again_changes_nothing() {
        device.record(cash(1_000));
        device.record(cash(2_000));
        Batch batch = device.batchFrom(1);
        PushReceipt first = device.push(batch);

        assertThat(device.push(batch)).isEqualTo(first);
        assertThat(device.push(device.batch(1, 1)).acknowledged()).isEqualTo(2);
        assertThat(catalogue.project(project).collected()).isEqualTo(Money.xof(3_000));
        assertThat(server.count("operation")).isEqualTo(2);
    }

    @Test
    void a_batch_that_overlaps_is_applied_from_its_first_new_operation() {
        device.record(cash(1_000));
        device.record(cash(1_000));
        device.push(device.batchFrom(1));
        device.record(cash(1_000));
        device.record(cash(1_000));

        assertThat(device.push(device.batch(2, 4)).acknowledged()).isEqualTo(4);
        assertThat(catalogue.project(project).collected()).isEqualTo(Money.xof(4_000));
        assertThat(catalogue.project(project).contributors()).isEqualTo(4);
    }

    @Test
    void the_same_batch_by_several_roads_at_once_is_applied_once() throws Exception {
        for (int i = 0; i < 50; i++) {
            device.record(cash(100));
        }
        byte[] batch = BatchCodec.encode(device.batchFrom(1));
        List<Future<HttpResponse<byte[]>>> answers = new ArrayList<>();
        try (ExecutorService roads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                answers.add(roads.submit(() -> device.send(batch)));
            }
        }
        for (Future<HttpResponse<byte[]>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
        assertThat(server.count("contribution")).isEqualTo(50);
        assertThat(catalogue.project(project).collected()).isEqualTo(Money.xof(5_000));
        assertThat(catalogue.project(project).contributors()).isEqualTo(50);
    }

    @Test
    void many_venues_that_pay_for_two_projects_at_once_all_count() throws Exception {
        ProjectId other = catalogue.openProject();
        List<TestDevice> devices = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            TestDevice one = TestDevice.enrolled(server);
            ProjectId first = i % 2 == 0 ? project : other;
            ProjectId second = i % 2 == 0 ? other : project;
            for (int n = 0; n < 20; n++) {
                one.record(cash(n % 2 == 0 ? first : second, Money.xof(10)));
            }
            devices.add(one);
        }
        List<Future<PushReceipt>> receipts = new ArrayList<>();
        try (ExecutorService venues = Executors.newVirtualThreadPerTaskExecutor()) {
            devices.forEach(one -> receipts.add(venues.submit(() -> {
                one.push(one.batch(1, 10));
                return one.push(one.batch(11, 20));
            })));
        }
        for (Future<PushReceipt> receipt : receipts) {
            assertThat(receipt.get().acknowledged()).isEqualTo(20);
        }
        assertThat(catalogue.project(project).collected()).isEqualTo(Money.xof(600));
        assertThat(catalogue.project(other).collected()).isEqualTo(Money.xof(600));
    }

    @Test
    void a_gap_is_refused_and_says_where_to_go_on() {
        device.record(cash(1));
        device.push(device.batchFrom(1));
        device.record(cash(2));
        device.record(cash(3));

        HttpResponse<byte[]> answer = device.send(device.batch(3, 3));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(TestServer.code(answer)).isEqualTo("sync.gap");
        assertThat(TestServer.json(answer).path("arguments").path(0).asText()).isEqualTo("1");
        assertThat(server.count("operation")).isEqualTo(1);
    }

    @Test
    void a_journal_that_went_another_way_is_refused_as_a_fork() {
        device.record(cash(1));
        device.record(cash(2));
        device.push(device.batchFrom(1));
        Bytes strange = Bytes.of(new byte[32]);
        List<Bytes> other = List.of(Bytes.of(encode(3, cash(9))));
        Batch continued = Batch.sign(device.signing(), device.id(), 3, strange, other);
        Batch replaced = Batch.sign(device.signing(), device.id(), 2, strange, other);
        Batch overlapping = Batch.sign(
                device.signing(), device.id(), 2, strange, List.of(other.getFirst(), Bytes.of(encode(3, cash(8)))));

        for (Batch fork : List.of(continued, replaced, overlapping)) {
            HttpResponse<byte[]> answer = device.send(fork);
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(TestServer.code(answer)).isEqualTo("sync.fork");
        }
        assertThat(server.count("operation")).isEqualTo(2);
    }

    @Test
    void an_operation_that_cannot_be_applied_does_not_block_those_behind_it() {
        ProjectId closed = catalogue.project(ProjectState.DRAFT, Money.xof(10));
        ProjectId euros = catalogue.project(ProjectState.OPEN, new Money(Money.Currency.EUR, 10));
        device.record(cash(new ProjectId(UUID.randomUUID()), Money.xof(1)));
        device.record(cash(closed, Money.xof(1)));
        device.record(cash(euros, Money.xof(1)));
        device.record(new MessagePosted(new FilmId(UUID.randomUUID()), "Afi", "Quel film ?"));
        device.recordRaw(new byte[] {1, 2, 3});
        device.recordRaw(ofUnknownKind());
        device.recordRaw(encode(new HybridTime(Long.MAX_VALUE, 0), cash(1)));
        OperationId good = device.record(cash(700));

        PushReceipt receipt = device.push(device.batchFrom(1));

        assertThat(receipt.acknowledged()).isEqualTo(8);
        assertThat(receipt.quarantined())
                .extracting(PushReceipt.Quarantined::reason)
                .containsExactly(
                        "sync.unknown-project",
                        "sync.project-not-open",
                        "sync.other-currency",
                        "sync.unknown-film",
                        "protocol.malformed",
                        "protocol.unknown-kind",
                        "sync.impossible-time");
        assertThat(receipt.quarantined().get(4).operation()).isNull();
        assertThat(state(good)).isEqualTo("CONFIRMED");
        assertThat(device.push(device.batchFrom(1))).isEqualTo(receipt);
        assertThat(server.count("operation where quarantine is not null")).isEqualTo(7);
    }

    @Test
    void what_a_clock_that_runs_ahead_says_counts_from_its_arrival_and_is_kept_as_it_came() {
        Instant ahead = Instant.parse("2036-01-01T00:00:00Z");
        Instant before = server.clock().instant().minusSeconds(3600);
        device.recordRaw(encode(new HybridTime(ahead.toEpochMilli(), 0), new MessagePosted(film, "Afi", "demain")));
        device.recordRaw(encode(new HybridTime(before.toEpochMilli(), 0), new MessagePosted(film, "Afi", "tantôt")));
        device.recordRaw(encode(new HybridTime(ahead.toEpochMilli(), 1), cash(500)));
        device.recordRaw(
                encode(new HybridTime(ahead.toEpochMilli(), 2), new FilmViewed(film, Duration.ZERO, false, 1)));

        assertThat(device.push(device.batchFrom(1)).quarantined()).isEmpty();

        Instant now = server.clock().instant();
        assertThat(times("written_at", "message")).containsExactlyInAnyOrder(now, before);
        assertThat(times("made_at", "contribution")).containsExactly(now);
        assertThat(times("viewed_at", "film_view")).containsExactly(now);
        assertThat(device.pullAll())
                .filteredOn(Change.MessageShared.class::isInstance)
                .extracting(change -> ((Change.MessageShared) change).writtenAt())
                .containsExactlyInAnyOrder(now, before);
    }

    @Test
    void what_the_database_refuses_is_set_aside_alone() {
        server.tables().useHandle(handle -> handle.execute("alter table message add check (body <> 'refusé')"));
        device.record(cash(300));
        OperationId refused = device.record(new MessagePosted(film, "Afi", "refusé"));
        device.record(new MessagePosted(film, "Afi", "accepté"));
        device.record(cash(400));

        PushReceipt receipt = device.push(device.batchFrom(1));

        assertThat(receipt.acknowledged()).isEqualTo(4);
        assertThat(receipt.quarantined()).containsExactly(new PushReceipt.Quarantined(2, refused, "sync.not-storable"));
        assertThat(server.count("message")).isEqualTo(1);
        assertThat(server.count("contribution")).isEqualTo(2);
        assertThat(catalogue.project(project).collected()).isEqualTo(Money.xof(700));
    }

    @Test
    void what_this_program_fails_on_is_set_aside_alone() {
        ProjectId full = catalogue.openProject();
        server.tables()
                .useHandle(handle -> handle.execute(
                        "update project set contributors = ? where id = ?", Integer.MAX_VALUE - 1, full.value()));
        device.record(cash(300));
        device.record(cash(full, Money.xof(500)));
        OperationId tooMany = device.record(cash(full, Money.xof(600)));
        device.record(new MessagePosted(film, "Afi", "Derrière"));
        device.record(cash(400));

        PushReceipt receipt = device.push(device.batchFrom(1));

        assertThat(receipt.acknowledged()).isEqualTo(5);
        assertThat(receipt.quarantined()).containsExactly(new PushReceipt.Quarantined(3, tooMany, "sync.not-storable"));
        assertThat(server.count("contribution")).isEqualTo(3);
        assertThat(server.count("message")).isEqualTo(1);
        assertThat(catalogue.project(full).collected()).isEqualTo(Money.xof(500));
        assertThat(catalogue.project(project).collected()).isEqualTo(Money.xof(700));
        assertThat(server.count("audit_entry where action = 'money.confirmed'")).isEqualTo(2);
        assertThat(device.push(device.batchFrom(1))).isEqualTo(receipt);
    }

    @Test
    void text_cut_within_a_character_is_set_aside() {
        byte[] message = encode(new HybridTime(1, 0), new MessagePosted(film, "Afi", "coupé #### en deux"));
        int at = new String(message, StandardCharsets.ISO_8859_1).indexOf("####");
        byte[] halfPair = {(byte) 0xED, (byte) 0xA0, (byte) 0xBD, ' '};
        System.arraycopy(halfPair, 0, message, at, halfPair.length);
        device.recordRaw(message);
        device.record(cash(400));

        PushReceipt receipt = device.push(device.batchFrom(1));

        assertThat(receipt.quarantined())
                .extracting(PushReceipt.Quarantined::reason)
                .containsExactly("protocol.malformed");
        assertThat(receipt.acknowledged()).isEqualTo(2);
    }

    @Test
    void an_operation_that_another_device_has_sent_already_is_set_aside() {
        OperationId id = device.record(cash(100));
        device.push(device.batchFrom(1));
        TestDevice other = TestDevice.enrolled(server);
        other.record(id, cash(100));
        other.record(cash(50));

        PushReceipt receipt = other.push(other.batchFrom(1));

        assertThat(receipt.quarantined())
                .containsExactly(new PushReceipt.Quarantined(1, id, "sync.duplicate-operation"));
        assertThat(catalogue.project(project).collected()).isEqualTo(Money.xof(150));
    }

    @Test
    void a_revoked_device_sends_nothing_more_though_its_session_still_runs() {
        device.record(cash(100));
        server.send(server.asOperator("/api/v1/operator/devices/" + device.id()).DELETE());

        HttpResponse<byte[]> answer = device.send(device.batchFrom(1));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(TestServer.code(answer)).isEqualTo("device.revoked");
        assertThat(server.count("operation")).isZero();
    }

    @Test
    void a_full_batch_of_five_thousand_is_applied_whole() {
        for (int i = 0; i < Limits.BATCH_OPERATIONS; i++) {
            device.record(i % 2 == 0 ? cash(1) : new MessagePosted(film, "Afi", "Message " + i));
        }

        assertThat(device.push(device.batchFrom(1)).acknowledged()).isEqualTo(Limits.BATCH_OPERATIONS);
        assertThat(catalogue.project(project).collected()).isEqualTo(Money.xof(Limits.BATCH_OPERATIONS / 2));
        assertThat(server.count("message")).isEqualTo(Limits.BATCH_OPERATIONS / 2);
    }

    @Test
    void what_was_acknowledged_is_there_after_a_restart() {
        device.record(cash(100));
        device.push(device.batchFrom(1));

        server.restart();

        assertThat(position()).isEqualTo(1);
        assertThat(device.push(device.batchFrom(1)).acknowledged()).isEqualTo(1);
        assertThat(server.count("contribution")).isEqualTo(1);
    }

    private List<Instant> times(String column, String table) {
        return server.tables()
                .withHandle(handle -> handle.createQuery("select " + column + " as at from " + table)
                        .map((row, _) -> Sql.time(row, "at"))
                        .list());
    }

    @Test
    void what_was_set_aside_is_told_with_the_position_in_pages() {
        ProjectId unknown = new ProjectId(UUID.randomUUID());
        device.record(cash(1_000));
        OperationId first = device.record(cash(unknown, Money.xof(100)));
        for (int i = 0; i < Limits.PAGE_QUARANTINED; i++) {
            device.record(cash(unknown, Money.xof(100)));
        }
        device.record(cash(1_000));
        device.push(device.batchFrom(1));

        JournalPosition page = positionAfter("0");
        assertThat(page.acknowledged()).isEqualTo(Limits.PAGE_QUARANTINED + 3L);
        assertThat(page.quarantined()).hasSize(Limits.PAGE_QUARANTINED);
        assertThat(page.quarantined().getFirst())
                .isEqualTo(new PushReceipt.Quarantined(2, first, "sync.unknown-project"));
        JournalPosition rest = positionAfter(Long.toString(page.through()));
        assertThat(rest.through()).isEqualTo(rest.acknowledged());
        assertThat(rest.quarantined())
                .singleElement()
                .satisfies(one -> assertThat(one.sequence()).isEqualTo(Limits.PAGE_QUARANTINED + 2L));
        assertThat(positionAfter("9000").quarantined()).isEmpty();
        assertThat(server.send(device.request("/api/v1/sync/position?after=beaucoup")
                                .GET())
                        .statusCode())
                .isEqualTo(400);
    }

    private JournalPosition positionAfter(String sequence) {
        HttpResponse<byte[]> answer = server.send(
                device.request("/api/v1/sync/position?after=" + sequence).GET());
        return Wire.json().convertValue(TestServer.json(answer), JournalPosition.class);
    }

    private long position() {
        return TestServer.json(
                        server.send(device.request("/api/v1/sync/position").GET()))
                .path("acknowledged")
                .asLong(-1);
    }

    private ContributionMade cash(long francs) {
        return cash(project, Money.xof(francs));
    }

    private static ContributionMade cash(ProjectId project, Money amount) {
        return new ContributionMade(project, null, amount, ContributionMethod.CASH, null, null, null);
    }

    private ContributionMade voucher(long francs) {
        return new ContributionMade(
                project,
                film,
                Money.xof(francs),
                ContributionMethod.VOUCHER,
                VoucherCode.draw(RandomGenerator.getDefault()),
                Instant.parse("2026-12-22T00:00:00Z"),
                "Koffi");
    }

    private byte[] encode(long sequence, ContributionMade made) {
        return OperationCodec.encode(new Operation(
                device.id(), sequence, new OperationId(UUID.randomUUID()), new HybridTime(1, 0), null, made));
    }

    private byte[] encode(HybridTime time, OperationBody made) {
        return OperationCodec.encode(
                new Operation(device.id(), 1, new OperationId(UUID.randomUUID()), time, null, made));
    }

    /// An operation as a later version might write it: its kind is the byte after time, counter and actor.
    private byte[] ofUnknownKind() {
        byte[] known = encode(1, cash(1));
        known[known.length - indexFromEnd(known)] = 23;
        return known;
    }

    private static int indexFromEnd(byte[] operation) {
        int actor = 0;
        for (int i = 0; i < operation.length; i++) {
            if (operation[i] == (byte) 0xF6 && operation[i + 1] == ContributionMade.KIND) {
                actor = i;
                break;
            }
        }
        return operation.length - actor - 1;
    }

    private String state(OperationId contribution) {
        return server.tables()
                .withHandle(handle -> handle.createQuery("select state from contribution where id = :id")
                        .bind("id", contribution.value())
                        .mapTo(String.class)
                        .one());
    }

    private List<UUID> ids(String table) {
        return server.tables()
                .withHandle(handle -> handle.createQuery("select id from " + table)
                        .mapTo(UUID.class)
                        .list());
    }
}
