package studio.karangou.desktop.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.Road;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.PushReceipt.Quarantined;
import studio.karangou.desktop.engine.disk.Disk;

/// What a person does about operations that the server refused.
class RefusalTest {
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final DeviceId DEVICE = new DeviceId(new UUID(5, 1));
    private static final ProjectId CLOSED = new ProjectId(new UUID(5, 2));
    private static final ProjectId OPEN = new ProjectId(new UUID(5, 3));
    private static final byte[] KEY = new byte[32];

    @TempDir
    private Path folder;

    private LocalDatabase database;
    private JournalStore journal;

    @BeforeEach
    void open() {
        database = LocalDatabase.open(folder.resolve("karangou"), KEY).database();
        journal = new JournalStore(
                Disk.REAL, folder.resolve("journals"), KEY, database, new Changes(), InstantSource.fixed(NOW));
        journal.openFor(DEVICE);
    }

    @AfterEach
    void close() {
        journal.close();
        database.close();
    }

    @Test
    void a_mended_operation_takes_the_place_of_the_refused_one() {
        Operation wrong = refused();
        assertThat(journal.setAside()).isEqualTo(1);

        assertThat(journal.mend(wrong.id(), cash(OPEN))).isTrue();

        assertThat(journal.setAside()).isZero();
        assertThat(journal.pending()).singleElement().satisfies(one -> {
            assertThat(one.operation().body()).isEqualTo(cash(OPEN));
            assertThat(one.operation().id()).isEqualTo(MendedId.of(wrong.id()));
            assertThat(one.refusal()).isNull();
        });
    }

    @Test
    void mending_twice_is_one_operation_also_when_the_database_was_lost_in_between() throws IOException {
        Operation wrong = refused();
        journal.mend(wrong.id(), cash(OPEN));
        assertThat(journal.mend(wrong.id(), cash(OPEN))).isFalse();
        assertThat(journal.last()).isEqualTo(2);

        close();
        Files.delete(folder.resolve("karangou.mv.db"));
        open();
        // the server is asked for its receipts, and says again what it refused
        refuse(wrong);

        assertThat(journal.setAside()).isZero();
        assertThat(journal.mend(wrong.id(), cash(OPEN))).isFalse();
        assertThat(journal.last()).isEqualTo(2);
    }

    @Test
    void a_mend_that_is_refused_too_can_be_mended_again() {
        Operation wrong = refused();
        journal.mend(wrong.id(), cash(CLOSED));
        Operation again = journal.pending().getFirst().operation();
        refuse(again);

        assertThat(journal.mend(again.id(), cash(OPEN))).isTrue();

        assertThat(journal.pending())
                .singleElement()
                .satisfies(one -> assertThat(one.operation().body()).isEqualTo(cash(OPEN)));
    }

    @Test
    void what_is_discarded_is_shown_no_longer_and_stays_in_the_journal() {
        Operation wrong = refused();

        journal.discard(wrong.id());

        assertThat(journal.setAside()).isZero();
        assertThat(journal.pending()).isEmpty();
        assertThat(journal.last()).isEqualTo(1);
        assertThat(journal.mend(wrong.id(), cash(OPEN))).isFalse();
    }

    @Test
    void nothing_is_mended_that_was_not_refused() {
        Operation good = journal.record(cash(OPEN));

        assertThat(journal.mend(good.id(), cash(CLOSED))).isFalse();
        assertThat(journal.mend(new OperationId(new UUID(8, 8)), cash(CLOSED))).isFalse();
        assertThat(journal.last()).isEqualTo(1);
    }

    @Test
    void the_road_by_which_an_operation_left_is_shown_until_the_server_has_it() {
        Operation first = journal.record(cash(OPEN));
        journal.record(cash(OPEN));

        journal.handedOver(Road.DRIVE, first.sequence());

        assertThat(journal.pending())
                .extracting(JournalStore.Waiting::road, JournalStore.Waiting::handed)
                .containsExactly(tuple(Road.DRIVE, NOW), tuple(null, null));
        journal.acknowledge(2, List.of());
        assertThat(journal.pending()).isEmpty();
    }

    private Operation refused() {
        Operation wrong = journal.record(cash(CLOSED));
        refuse(wrong);
        return wrong;
    }

    private void refuse(Operation wrong) {
        journal.acknowledge(
                wrong.sequence(), List.of(new Quarantined(wrong.sequence(), wrong.id(), "sync.project-not-open")));
    }

    private static ContributionMade cash(ProjectId project) {
        return new ContributionMade(project, null, Money.xof(5000), ContributionMethod.CASH, null, null, "Ama");
    }
}
