package studio.karangou.desktop.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.desktop.engine.disk.Disk;

class EarlierJournalsTest {
    private static final DeviceId EARLIER = new DeviceId(new UUID(5, 5));
    private static final DeviceId NOW = new DeviceId(new UUID(6, 6));
    private static final byte[] KEY = new byte[32];

    @TempDir
    private Path folder;

    private LocalDatabase database;
    private JournalStore journal;

    @AfterEach
    void end() {
        journal.close();
        database.close();
    }

    @Test
    void what_only_the_file_of_an_earlier_journal_has_is_recorded_anew() throws IOException {
        start("db", EARLIER);
        List<OperationId> recorded = List.of(record("une"), record("deux"));
        end();

        start("db-anew", NOW);
        OperationId mine = record("trois");
        journal.takeOver();

        assertThat(waiting()).containsExactlyInAnyOrder(recorded.get(0), recorded.get(1), mine);
        assertThat(journal.last()).isEqualTo(3);
    }

    @Test
    void an_earlier_journal_is_taken_over_once_and_kept() throws IOException {
        start("db", EARLIER);
        record("une");
        end();
        start("db-anew", NOW);
        journal.takeOver();
        end();

        start("db-anew-again", NOW);
        journal.takeOver();

        assertThat(journal.last()).isEqualTo(1);
        assertThat(folder.resolve("journals").resolve(EARLIER + ".journal.taken-over-1"))
                .exists();
    }

    @Test
    void what_the_database_knows_to_be_on_the_server_stays_behind() throws IOException {
        start("db", EARLIER);
        record("une");
        OperationId left = record("deux");
        journal.acknowledge(1, List.of());
        end();

        start("db", NOW);
        journal.takeOver();

        assertThat(waiting()).containsExactly(left);
    }

    @Test
    void other_files_do_not_matter() throws IOException {
        Files.createDirectories(folder.resolve("journals"));
        Files.writeString(folder.resolve("journals/notes.journal"), "x");
        Files.createDirectory(folder.resolve("journals").resolve(EARLIER + ".journal"));
        start("db", NOW);

        journal.takeOver();

        assertThat(journal.last()).isZero();
        assertThat(folder.resolve("journals/notes.journal")).exists();
    }

    private void start(String data, DeviceId device) throws IOException {
        database = LocalDatabase.open(folder.resolve(data), KEY).database();
        journal = new JournalStore(
                Disk.REAL, folder.resolve("journals"), KEY, database, new Changes(), Clock.systemUTC());
        journal.openFor(device);
    }

    private OperationId record(String text) {
        return journal.record(new MessagePosted(new FilmId(new UUID(1, 1)), "Ama", text))
                .id();
    }

    private List<OperationId> waiting() {
        return journal.pending(1000).stream()
                .map(Waiting::operation)
                .map(Operation::id)
                .toList();
    }
}
