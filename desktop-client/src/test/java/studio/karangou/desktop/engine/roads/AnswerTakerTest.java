package studio.karangou.desktop.engine.roads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.DownParcel;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.PushReceipt.Quarantined;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.store.CatalogueStore;
import studio.karangou.desktop.engine.store.ChangeStore;
import studio.karangou.desktop.engine.store.Changes;
import studio.karangou.desktop.engine.store.JournalStore;
import studio.karangou.desktop.engine.store.LocalDatabase;
import studio.karangou.desktop.engine.store.SettingsStore;
import studio.karangou.desktop.engine.time.BestTime;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;

/// What a device believes of an answer that came late, to a device that knew more when it asked.
class AnswerTakerTest {
    private static final DeviceId OWN = new DeviceId(new UUID(0x0192_0000_0000_7000L, 1));
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final byte[] KEY = new byte[32];

    @TempDir
    private Path folder;

    private final SigningKeyPair server = SigningKeyPair.generate();
    private final SealingKeyPair sealing = SealingKeyPair.generate();
    private LocalDatabase database;
    private JournalStore journal;
    private AnswerTaker answers;

    @BeforeEach
    void open() {
        database = LocalDatabase.open(folder.resolve("karangou"), KEY).database();
        Changes changes = new Changes();
        journal = new JournalStore(Disk.REAL, folder.resolve("journals"), KEY, database, changes, CLOCK);
        journal.openFor(OWN);
        SettingsStore settings = new SettingsStore(database);
        EnrolledDevice device = new EnrolledDevice(
                OWN,
                "Lieu",
                DeviceProfile.LIEU,
                new VenueId(new UUID(5, 5)),
                "Ciné-club Agoè",
                URI.create("https://karangou.example"),
                server.verifyingKey());
        answers = new AnswerTaker(
                journal,
                new ChangeStore(database, new CatalogueStore(database), changes),
                settings,
                new BestTime(CLOCK, System::nanoTime, new Forgetful()),
                new Self(() -> Optional.of(device), SigningKeyPair::generate, () -> sealing));
    }

    @AfterEach
    void close() {
        journal.close();
        database.close();
    }

    @Test
    void what_was_refused_before_the_first_that_it_speaks_of_is_not_hidden_by_it() {
        for (int i = 0; i < 3; i++) {
            journal.record(new MessagePosted(new FilmId(new UUID(1, i)), "Afi", "Message " + i));
        }

        answers.take(answer(0, 3, List.of()));
        answers.take(answer(3, 3, List.of()));
        assertThat(journal.acknowledged()).isZero();

        OperationId second = journal.pending(3).get(1).operation().id();
        answers.take(answer(1, 3, List.of(new Quarantined(2, second, "sync.unknown-film"))));

        assertThat(journal.acknowledged()).isEqualTo(3);
        assertThat(journal.setAside()).isEqualTo(1);
    }

    @Test
    void what_the_server_has_of_another_copy_of_the_journal_is_not_taken_for_ours() {
        journal.record(new MessagePosted(new FilmId(new UUID(1, 1)), "Afi", "Enregistré après coup"));
        Bytes ofTheDiskBefore = Bytes.of(new byte[32]);

        assertThatThrownBy(() -> answers.take(answer(1, 1, List.of(), ofTheDiskBefore)))
                .hasMessage("sync.forked");
        assertThat(journal.acknowledged()).isZero();

        answers.take(answer(1, 1, List.of(), journal.chainHash(1).orElseThrow()));
        assertThat(journal.acknowledged()).isEqualTo(1);
    }

    /// As a server of before says it.
    private byte[] answer(long first, long acknowledged, List<Quarantined> quarantined) {
        return answer(first, acknowledged, quarantined, null);
    }

    private byte[] answer(long first, long acknowledged, List<Quarantined> quarantined, Bytes chainHash) {
        return new DownParcel(OWN, first, acknowledged, quarantined, null, List.of(), false, NOW, chainHash)
                .seal(server, sealing.sealingKey())
                .encode();
    }

    /// The program is not ended meanwhile.
    private static final class Forgetful implements BestTime.Memory {
        @Override
        public Optional<BestTime.Remembered> recall() {
            return Optional.empty();
        }

        @Override
        public void remember(BestTime.Remembered remembered) {}
    }
}
