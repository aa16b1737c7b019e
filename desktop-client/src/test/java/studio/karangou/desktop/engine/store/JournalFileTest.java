package studio.karangou.desktop.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.JournalChain;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.disk.SmallDisk;
import studio.karangou.desktop.engine.store.JournalFrame.Entry;

class JournalFileTest {
    private static final DeviceId DEVICE = new DeviceId(new UUID(1, 2));
    private static final byte[] KEY = new byte[32];

    @TempDir
    Path folder;

    @Test
    void what_was_appended_is_read_after_opening_again() throws IOException {
        write(3);
        try (JournalFile again = open(Disk.REAL)) {
            assertThat(again.last()).isEqualTo(3);
            assertThat(again.holes()).isEmpty();
            assertThat(again.read(2).orElseThrow()).satisfies(entry -> {
                assertThat(entry.operation()).isEqualTo(operation(2));
                assertThat(entry.previousHash()).isEqualTo(hash(1));
            });
        }
    }

    @Test
    void nobody_reads_names_in_the_file() throws IOException {
        write(3);
        assertThat(new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1))
                .doesNotContain("operation");
    }

    @Test
    void a_damaged_frame_is_a_hole_and_the_ones_behind_it_stay() throws IOException {
        write(5);
        byte[] bytes = Files.readAllBytes(file());
        int frame = (bytes.length - 24) / 5;
        bytes[24 + frame + frame / 2] ^= 1;
        Files.write(file(), bytes);
        try (JournalFile again = open(Disk.REAL)) {
            assertThat(again.holes()).containsExactly(2L);
            assertThat(again.last()).isEqualTo(5);
            assertThat(again.read(5).orElseThrow().hash()).isEqualTo(hash(5));
            again.append(new Entry(2, hash(1), operation(2)));
        }
        try (JournalFile mended = open(Disk.REAL)) {
            assertThat(mended.holes()).isEmpty();
            assertThat(mended.last()).isEqualTo(5);
        }
    }

    @Test
    void many_are_read_in_one_go_up_to_a_damaged_place_or_one_that_was_mended() throws IOException {
        write(5);
        byte[] bytes = Files.readAllBytes(file());
        int frame = (bytes.length - 24) / 5;
        bytes[24 + 2 * frame + frame / 2] ^= 1;
        Files.write(file(), bytes);
        try (JournalFile again = open(Disk.REAL)) {
            assertThat(again.run(1, 10)).extracting(Entry::sequence).containsExactly(1L, 2L);
            assertThat(again.run(3, 10)).isEmpty();
            assertThat(again.run(4, 1)).extracting(Entry::sequence).containsExactly(4L);
            assertThat(again.run(6, 10)).isEmpty();
            again.append(new Entry(3, hash(2), operation(3)));
            assertThat(again.run(1, 10)).extracting(Entry::sequence).containsExactly(1L, 2L);
            assertThat(again.run(3, 10)).extracting(Entry::hash).containsExactly(hash(3));
            assertThat(again.run(4, 10)).extracting(Entry::hash).containsExactly(hash(4), hash(5));
        }
    }

    @Test
    void many_that_find_no_room_leave_nothing() throws IOException {
        SmallDisk disk = new SmallDisk(300);
        try (JournalFile journal = open(disk)) {
            List<Entry> three = IntStream.rangeClosed(1, 3)
                    .mapToObj(sequence -> new Entry(sequence, hash(sequence - 1), operation(sequence)))
                    .toList();
            disk.makeRoom(150);
            assertThatThrownBy(() -> journal.append(three)).isInstanceOf(FailureException.class);
            assertThat(journal.last()).isZero();
            disk.makeRoom(10_000);
            journal.append(three);
            assertThat(journal.run(1, 3)).extracting(Entry::hash).containsExactly(hash(1), hash(2), hash(3));
        }
    }

    @Test
    void a_damaged_header_does_not_hide_the_operations() throws IOException {
        write(2);
        byte[] bytes = Files.readAllBytes(file());
        bytes[3] ^= 0x55;
        Files.write(file(), bytes);
        try (JournalFile again = open(Disk.REAL)) {
            assertThat(again.last()).isEqualTo(2);
        }
    }

    @Test
    void a_full_disk_leaves_nothing_half_written_and_the_next_append_works() throws IOException {
        SmallDisk disk = new SmallDisk(10_000);
        try (JournalFile journal = open(disk)) {
            journal.append(new Entry(1, hash(0), operation(1)));
            long before = Files.size(file());
            disk.makeRoom(50);
            assertThatThrownBy(() -> journal.append(new Entry(2, hash(1), operation(2))))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure()).isEqualTo(new StoreFailure.DiskFull()));
            assertThat(Files.size(file())).isEqualTo(before);
            assertThat(journal.last()).isEqualTo(1);
            disk.makeRoom(10_000);
            journal.append(new Entry(2, hash(1), operation(2)));
        }
        try (JournalFile again = open(Disk.REAL)) {
            assertThat(again.last()).isEqualTo(2);
            assertThat(again.read(2).orElseThrow().operation()).isEqualTo(operation(2));
        }
    }

    @Test
    void an_interrupted_thread_still_records() throws IOException {
        try (JournalFile journal = open(Disk.REAL)) {
            Thread.currentThread().interrupt();
            journal.append(new Entry(1, hash(0), operation(1)));
            assertThat(Thread.interrupted()).isTrue();
            journal.append(new Entry(2, hash(1), operation(2)));
            assertThat(journal.read(1)).isPresent();
        }
    }

    private void write(int operations) throws IOException {
        try (JournalFile journal = open(Disk.REAL)) {
            for (int sequence = 1; sequence <= operations; sequence++) {
                journal.append(new Entry(sequence, hash(sequence - 1), operation(sequence)));
            }
        }
    }

    private JournalFile open(Disk disk) throws IOException {
        return JournalFile.open(disk, file(), DEVICE, KEY);
    }

    private Path file() {
        return folder.resolve("one.journal");
    }

    private static byte[] operation(int sequence) {
        return ("operation " + sequence).getBytes(StandardCharsets.US_ASCII);
    }

    private static Bytes hash(int sequence) {
        Bytes hash = JournalChain.genesis(DEVICE);
        for (int i = 1; i <= sequence; i++) {
            hash = JournalChain.next(hash, i, operation(i));
        }
        return hash;
    }
}
