package studio.karangou.desktop.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.Road;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.common.protocol.PushReceipt.Quarantined;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.disk.DiskFile;

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
    private final CountingDisk disk = new CountingDisk();

    /// How often the journal's file is read.
    private static final class CountingDisk implements Disk {
        private int reads;

        @Override
        public void write(RandomAccessFile file, byte[] bytes, int length) throws IOException {
            Disk.REAL.write(file, bytes, length);
        }

        @Override
        public void force(RandomAccessFile file) throws IOException {
            Disk.REAL.force(file);
        }

        @Override
        public long room(Path folder) throws IOException {
            return Disk.REAL.room(folder);
        }

        @Override
        public DiskFile open(Path file) throws IOException {
            DiskFile opened = Disk.REAL.open(file);
            return new DiskFile() {
                @Override
                public long length() throws IOException {
                    return opened.length();
                }

                @Override
                public int read(long position, byte[] bytes) throws IOException {
                    reads++;
                    return opened.read(position, bytes);
                }

                @Override
                public void write(long position, byte[] bytes, int length) throws IOException {
                    opened.write(position, bytes, length);
                }

                @Override
                public void setLength(long length) throws IOException {
                    opened.setLength(length);
                }

                @Override
                public void force() throws IOException {
                    opened.force();
                }

                @Override
                public void close() throws IOException {
                    opened.close();
                }
            };
        }
    }

    @BeforeEach
    void open() {
        database = LocalDatabase.open(folder.resolve("karangou"), KEY).database();
        journal = new JournalStore(
                disk, folder.resolve("journals"), KEY, database, new Changes(), InstantSource.fixed(NOW));
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
        assertThat(journal.pending(1000)).singleElement().satisfies(one -> {
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
        Operation again = journal.pending(1000).getFirst().operation();
        refuse(again);

        assertThat(journal.mend(again.id(), cash(OPEN))).isTrue();

        assertThat(journal.pending(1000))
                .singleElement()
                .satisfies(one -> assertThat(one.operation().body()).isEqualTo(cash(OPEN)));
    }

    @Test
    void what_is_discarded_is_shown_no_longer_and_stays_in_the_journal() {
        Operation wrong = refused();

        journal.discard(wrong.id());

        assertThat(journal.setAside()).isZero();
        assertThat(journal.pending(1000)).isEmpty();
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
    void nothing_is_discarded_that_was_not_refused() {
        Operation good = journal.record(cash(OPEN));

        assertThat(journal.discard(good.id())).isFalse();

        refuse(good);
        assertThat(journal.setAside()).isEqualTo(1);
        assertThat(journal.discard(good.id())).isTrue();
        assertThat(journal.discard(good.id())).isFalse();
    }

    @Test
    void what_counts_at_another_place_is_no_refusal_for_a_person() {
        Operation copy = journal.record(cash(OPEN));
        Operation wrong = journal.record(cash(CLOSED));

        int refused = journal.acknowledge(
                2,
                List.of(
                        new Quarantined(1, copy.id(), "sync.duplicate-operation"),
                        new Quarantined(2, wrong.id(), "sync.project-not-open")));

        assertThat(refused).isEqualTo(1);
        assertThat(journal.setAside()).isEqualTo(1);
        assertThat(journal.pending(10)).extracting(one -> one.operation().id()).containsExactly(wrong.id());
        assertThat(journal.mend(copy.id(), cash(OPEN))).isFalse();
        assertThat(contributions()).contains(tuple(copy.id(), null));
    }

    @Test
    void an_operation_that_is_in_a_journal_twice_is_indexed_at_its_first_place() {
        JournalIndex index = new JournalIndex(database);
        OperationId id = new OperationId(new UUID(0x0192_0000_0000_7000L, 7));
        OperationId other = new OperationId(new UUID(0x0192_0000_0000_7000L, 8));
        index.put(DEVICE, List.of(entry(1, id), entry(2, id)));
        index.put(DEVICE, List.of(entry(3, other), entry(4, id)));

        assertThat(index.last(DEVICE)).isEqualTo(3);
        assertThat(index.pending(DEVICE, 10))
                .extracting(one -> one.operation().sequence())
                .containsExactly(1L, 3L);
    }

    @Test
    void what_a_restored_server_takes_after_all_is_shown_again() {
        Operation wrong = refused();
        journal.discard(wrong.id());
        assertThat(contributions()).isEmpty();

        journal.acknowledge(0, List.of());

        assertThat(journal.pending(10))
                .singleElement()
                .satisfies(one -> assertThat(one.operation().id()).isEqualTo(wrong.id()));
        journal.acknowledge(1, List.of());
        assertThat(contributions()).containsExactly(tuple(wrong.id(), null));
    }

    @Test
    void no_more_is_read_than_asked_for_and_what_waits_for_a_person_comes_first() {
        Operation first = journal.record(cash(OPEN));
        Operation wrong = journal.record(cash(CLOSED));
        journal.record(cash(OPEN));
        journal.acknowledge(2, List.of(new Quarantined(2, wrong.id(), "sync.project-not-open")));
        journal.acknowledge(0, List.of());
        assertThat(journal.pending(2)).extracting(one -> one.operation().id()).containsExactly(first.id(), wrong.id());
        refuse(wrong);
        assertThat(journal.pending(1)).extracting(one -> one.operation().id()).containsExactly(wrong.id());
        assertThat(journal.waitingContributions()).isEqualTo(1);
    }

    @Test
    void a_mend_reads_nothing_of_what_was_recorded_since() {
        Operation wrong = refused();
        for (int i = 0; i < 20; i++) {
            journal.record(cash(OPEN));
        }
        disk.reads = 0;

        journal.mend(wrong.id(), cash(OPEN));

        assertThat(disk.reads).isLessThanOrEqualTo(1); // its own frame, on its way into the database
    }

    private List<Tuple> contributions() {
        Changes changes = new Changes();
        return new ProjectStore(database, new CatalogueStore(database), changes, _ -> Optional.empty())
                .contributions().stream()
                        .map(one -> tuple(one.id(), one.refusal()))
                        .toList();
    }

    private static JournalFrame.Entry entry(long sequence, OperationId id) {
        Operation operation =
                new Operation(DEVICE, sequence, id, new HybridTime(NOW.toEpochMilli(), 0), null, cash(OPEN));
        return new JournalFrame.Entry(sequence, Bytes.of(new byte[32]), OperationCodec.encode(operation));
    }

    @Test
    void the_road_by_which_an_operation_left_is_shown_until_the_server_has_it() {
        Operation first = journal.record(cash(OPEN));
        journal.record(cash(OPEN));

        journal.handedOver(Road.DRIVE, first.sequence());

        assertThat(journal.pending(1000))
                .extracting(Waiting::road, Waiting::handed)
                .containsExactly(tuple(Road.DRIVE, NOW), tuple(null, null));
        journal.acknowledge(2, List.of());
        assertThat(journal.pending(1000)).isEmpty();
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
