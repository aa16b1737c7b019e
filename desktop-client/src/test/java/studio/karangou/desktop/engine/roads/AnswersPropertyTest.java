package studio.karangou.desktop.engine.roads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
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

/// Answers come in any order, several times, or never: no refusal is hidden by it, and nothing is taken
/// back.
class AnswersPropertyTest {
    private static final DeviceId OWN = new DeviceId(new UUID(0x0192_0000_0000_7000L, 1));
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final int OPERATIONS = 8;
    private static final SigningKeyPair SERVER = SigningKeyPair.generate();
    private static final SealingKeyPair SEALING = SealingKeyPair.generate();

    private int tries;

    @Property(tries = 40)
    void in_whatever_order_answers_come_each_refusal_is_seen(
            @ForAll @Size(max = 25) List<@IntRange(max = 80) Integer> order, @ForAll @IntRange(max = 255) int refused) {
        try (LocalDatabase database = LocalDatabase.inMemory("answers-" + tries++ + "-" + order.hashCode(), () -> {})) {
            Path folder = Files.createTempDirectory("answers");
            try (JournalStore journal =
                    new JournalStore(Disk.REAL, folder, new byte[32], database, new Changes(), CLOCK)) {
                journal.openFor(OWN);
                for (int i = 0; i < OPERATIONS; i++) {
                    journal.record(new MessagePosted(new FilmId(new UUID(1, i)), "Afi", "Message " + i));
                }
                check(journal, answers(journal, database), order, refused);
            } finally {
                for (Path file : Disk.REAL.list(folder)) {
                    Files.delete(file);
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(JournalStore journal, AnswerTaker answers, List<Integer> order, int refused) {
        long before = 0;
        for (int one : order) {
            long first = one % (OPERATIONS + 1);
            long behind = Math.max(0, first - 1);
            answers.take(answer(first, behind + (one / (OPERATIONS + 1)) % (OPERATIONS + 1 - behind), refused));
            assertThat(journal.acknowledged()).isGreaterThanOrEqualTo(before);
            before = journal.acknowledged();
            assertThat(journal.setAside()).isEqualTo(refused(1, before, refused).size());
        }
        // at last one comes to what was asked last
        answers.take(answer(before + 1, OPERATIONS, refused));
        assertThat(journal.acknowledged()).isEqualTo(OPERATIONS);
        assertThat(journal.setAside()).isEqualTo(Integer.bitCount(refused));
    }

    /// As an honest server makes it: all that is refused from the first that was sent up to what it has.
    private static byte[] answer(long first, long acknowledged, int refused) {
        List<Quarantined> said = first == 0 ? List.of() : refused(first, acknowledged, refused);
        return new DownParcel(OWN, first, acknowledged, said, null, List.of(), false, NOW, null)
                .seal(SERVER, SEALING.sealingKey())
                .encode();
    }

    private static List<Quarantined> refused(long first, long last, int refused) {
        return LongStream.rangeClosed(first, last)
                .filter(sequence -> (refused >> (sequence - 1) & 1) == 1)
                .mapToObj(sequence -> new Quarantined(sequence, null, "sync.unknown-film"))
                .toList();
    }

    private static AnswerTaker answers(JournalStore journal, LocalDatabase database) {
        EnrolledDevice device = new EnrolledDevice(
                OWN,
                "Lieu",
                DeviceProfile.LIEU,
                new VenueId(new UUID(5, 5)),
                "Ciné-club Agoè",
                URI.create("https://karangou.example"),
                SERVER.verifyingKey());
        return new AnswerTaker(
                journal,
                new ChangeStore(database, new CatalogueStore(database), new Changes()),
                new SettingsStore(database),
                new BestTime(CLOCK, System::nanoTime, new Forgetful()),
                new Self(() -> Optional.of(device), SigningKeyPair::generate, () -> SEALING));
    }

    private static final class Forgetful implements BestTime.Memory {
        @Override
        public Optional<BestTime.Remembered> recall() {
            return Optional.empty();
        }

        @Override
        public void remember(BestTime.Remembered remembered) {
            // nobody asks
        }
    }
}
