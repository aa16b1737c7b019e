package studio.karangou.desktop.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.protocol.JournalChain;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.desktop.engine.disk.Disk;

class KilledJournalTest {
    private static final int ROUNDS = 5;

    @TempDir
    Path folder;

    private final Random random = new Random(11);

    @Test
    void every_operation_whose_recording_returned_survives_kill_9_again_and_again() throws Exception {
        Map<Long, String> recorded = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            recordUntilKilled(recorded, 30 + random.nextInt(60));
            if (round % 2 == 1) {
                // a power cut may also leave a piece of the next frame
                Path file = folder.resolve("journals").resolve(KilledJournalMain.DEVICE + ".journal");
                byte[] torn = new byte[1 + random.nextInt(60)];
                random.nextBytes(torn);
                Files.write(file, torn, StandardOpenOption.APPEND);
            }
            checkAll(recorded);
        }
        assertThat(recorded).hasSizeGreaterThan(ROUNDS * 30 - 1);
    }

    private void recordUntilKilled(Map<Long, String> recorded, int operations)
            throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledJournalMain.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = child.inputReader()) {
            int heard = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                // log lines go the same way, and the last line may be cut
                if (space > 0
                        && line.length() == space + 37
                        && line.substring(0, space).chars().allMatch(Character::isDigit)) {
                    recorded.put(Long.parseLong(line.substring(0, space)), line.substring(space + 1));
                    if (++heard == operations) {
                        // by its handle, as the process itself would close the stream that is still being read
                        child.toHandle().destroyForcibly();
                    }
                }
            }
        }
        assertThat(child.waitFor()).as("killed, not ended").isNotZero();
    }

    private void checkAll(Map<Long, String> recorded) throws IOException {
        try (LocalDatabase database =
                LocalDatabase.open(folder.resolve("db"), KilledJournalMain.KEY).database()) {
            JournalStore journal = new JournalStore(
                    Disk.REAL,
                    folder.resolve("journals"),
                    KilledJournalMain.KEY,
                    database,
                    new Changes(),
                    Clock.systemUTC());
            journal.openFor(KilledJournalMain.DEVICE);
            assertThat(journal.last()).isGreaterThanOrEqualTo(recorded.size());
            Bytes chain = JournalChain.genesis(KilledJournalMain.DEVICE);
            for (long sequence = 1; sequence <= journal.last(); sequence++) {
                JournalRun one = journal.from(sequence, 1, Integer.MAX_VALUE).orElseThrow();
                assertThat(one.previousHash()).isEqualTo(chain);
                byte[] bytes = one.operations().getFirst().toArray();
                chain = JournalChain.next(chain, sequence, bytes);
                String id = OperationCodec.decode(KilledJournalMain.DEVICE, sequence, bytes)
                        .id()
                        .toString();
                assertThat(recorded.getOrDefault(sequence, id)).isEqualTo(id);
            }
            assertThat(journal.waiting()).isEqualTo((int) journal.last());
            journal.close();
        }
    }
}
