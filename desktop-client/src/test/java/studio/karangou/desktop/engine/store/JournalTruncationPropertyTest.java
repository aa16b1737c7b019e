package studio.karangou.desktop.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.protocol.JournalChain;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.store.JournalFrame.Entry;

/// A power cut can end the file at any byte, or leave the space of the last write filled with anything.
class JournalTruncationPropertyTest {
    private static final DeviceId DEVICE = new DeviceId(new UUID(3, 4));
    private static final byte[] KEY = new byte[32];
    private static final List<Path> FOLDERS = new ArrayList<>();

    @BeforeContainer
    static void makeFolder() throws IOException {
        FOLDERS.add(Files.createTempDirectory("journal-cuts"));
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        Files.deleteIfExists(FOLDERS.getFirst().resolve("j"));
        Files.deleteIfExists(FOLDERS.getFirst());
    }

    @Property(tries = 150)
    void every_whole_operation_survives_a_cut_at_any_byte_and_the_journal_goes_on(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 400) Integer> sizes,
            @ForAll @IntRange(max = 1_000_000) int cut,
            @ForAll @IntRange(max = 40) int zeros) {
        Path file = FOLDERS.getFirst().resolve("j");
        try {
            Files.deleteIfExists(file);
            List<Long> ends = write(file, sizes);
            long keep = cut % (ends.getLast() + 1);
            byte[] whole = Files.readAllBytes(file);
            byte[] left = new byte[(int) keep + zeros];
            System.arraycopy(whole, 0, left, 0, (int) keep);
            Files.write(file, left);
            long survivors = ends.stream().filter(end -> end <= keep).count();
            checkAndGoOn(file, survivors, sizes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkAndGoOn(Path file, long survivors, List<Integer> sizes) throws IOException {
        try (JournalFile journal = JournalFile.open(Disk.REAL, file, DEVICE, KEY)) {
            assertThat(journal.last()).isEqualTo(survivors);
            assertThat(journal.holes()).isEmpty();
            Bytes hash = JournalChain.genesis(DEVICE);
            for (int sequence = 1; sequence <= survivors; sequence++) {
                Entry entry = journal.read(sequence).orElseThrow();
                assertThat(entry.operation()).hasSize(sizes.get(sequence - 1));
                hash = entry.hash();
            }
            journal.append(new Entry(survivors + 1, hash, new byte[] {7}));
        }
        try (JournalFile again = JournalFile.open(Disk.REAL, file, DEVICE, KEY)) {
            assertThat(again.last()).isEqualTo(survivors + 1);
            assertThat(again.read(survivors + 1).orElseThrow().operation()).containsExactly(7);
        }
    }

    private static List<Long> write(Path file, List<Integer> sizes) throws IOException {
        List<Long> ends = new ArrayList<>();
        try (JournalFile journal = JournalFile.open(Disk.REAL, file, DEVICE, KEY)) {
            Bytes hash = JournalChain.genesis(DEVICE);
            for (int sequence = 1; sequence <= sizes.size(); sequence++) {
                Entry entry = new Entry(sequence, hash, new byte[sizes.get(sequence - 1)]);
                journal.append(entry);
                hash = entry.hash();
                ends.add(Files.size(file));
            }
        }
        return ends;
    }
}
