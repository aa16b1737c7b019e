package studio.karangou.desktop.engine.roads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.Parcel.Direction;
import studio.karangou.common.protocol.ParcelFolder;
import studio.karangou.common.protocol.ParcelName;
import studio.karangou.common.protocol.ServerSealingKey;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.http.ServerConnection;
import studio.karangou.desktop.engine.http.TimeLimits;
import studio.karangou.desktop.engine.store.CatalogueStore;
import studio.karangou.desktop.engine.store.ChangeStore;
import studio.karangou.desktop.engine.store.Changes;
import studio.karangou.desktop.engine.store.JournalStore;
import studio.karangou.desktop.engine.store.LocalDatabase;
import studio.karangou.desktop.engine.store.SettingsStore;
import studio.karangou.desktop.engine.time.BestTime;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;
import studio.karangou.desktop.feature.sync.DriveRoad.Progress;

/// What a device leaves on a drive. That it arrives is shown with a server, elsewhere.
class DriveCourierTest {
    private static final DeviceId OWN = new DeviceId(new UUID(0x0192_0000_0000_7000L, 1));
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T18:00:00Z"));
    private static final byte[] KEY = new byte[32];

    @TempDir
    private Path folder;

    private final SigningKeyPair signing = SigningKeyPair.generate();
    private final SigningKeyPair server = SigningKeyPair.generate();
    private final SealingKeyPair sealing = SealingKeyPair.generate();
    private LocalDatabase database;
    private JournalStore journal;
    private ServerConnection line;
    private SettingsStore settings;
    private DriveCourier drive;
    private Path stick;

    @BeforeEach
    void open() throws IOException {
        stick = Files.createDirectories(folder.resolve("stick"));
        database = LocalDatabase.open(folder.resolve("karangou"), KEY).database();
        Changes changes = new Changes();
        journal = new JournalStore(Disk.REAL, folder.resolve("journals"), KEY, database, changes, CLOCK);
        journal.openFor(OWN);
        settings = new SettingsStore(database);
        line = new ServerConnection(TimeLimits.USUAL, signing, () -> Locale.FRENCH);
        drive = courier(changes);
    }

    private DriveCourier courier(Changes changes) {
        ServerSeal seal = new ServerSeal(settings);
        seal.learn(
                new ServerSealingKey(SealingKeyPair.generate().sealingKey().raw(), Instant.EPOCH),
                server.verifyingKey());
        EnrolledDevice device = new EnrolledDevice(
                OWN,
                "Lieu",
                DeviceProfile.LIEU,
                new VenueId(new UUID(5, 5)),
                "Ciné-club Agoè",
                URI.create("https://karangou.example"),
                server.verifyingKey());
        Self self = new Self(() -> Optional.of(device), () -> signing, () -> sealing);
        ChangeStore feed = new ChangeStore(database, new CatalogueStore(database), changes);
        ParcelMaker maker = new ParcelMaker(folder.resolve("made"), journal, feed, settings, self, seal);
        BestTime time = new BestTime(CLOCK, System::nanoTime, new BestTime.Memory() {
            @Override
            public Optional<BestTime.Remembered> recall() {
                return Optional.empty();
            }

            @Override
            public void remember(BestTime.Remembered remembered) {}
        });
        AnswerTaker answers = new AnswerTaker(journal, feed, settings, time, self);
        return new DriveCourier(folder.resolve("carried"), maker, answers, seal, self, line, Disk.REAL);
    }

    @AfterEach
    void close() {
        line.close();
        journal.close();
        database.close();
    }

    @Test
    void what_did_not_change_keeps_its_name_and_what_did_gets_the_next() {
        record("une");
        assertThat(export()).isEqualTo(name(Direction.UP, 1));
        assertThat(export()).isEqualTo(name(Direction.UP, 1));
        record("deux");
        assertThat(export()).isEqualTo(name(Direction.UP, 2));
    }

    @Test
    void after_the_count_went_back_with_the_database_no_answer_on_the_drive_is_taken_for_a_new_one()
            throws IOException {
        record("une");
        export();
        record("deux");
        export();
        Files.writeString(ParcelFolder.on(stick).resolve(name(Direction.DOWN, 2)), "the answer to the second");
        String kept = settings.get("roads.made").orElseThrow();
        settings.put("roads.made", "1" + kept.substring(1) + "-before");
        record("trois");

        assertThat(export()).isEqualTo(name(Direction.UP, 3));
    }

    @Test
    void another_content_under_the_same_number_is_not_written_over() throws IOException {
        record("une");
        export();
        Path there = ParcelFolder.on(stick).resolve(name(Direction.UP, 1));
        Files.writeString(there, "what left before the count went back");

        assertThat(export()).isEqualTo(name(Direction.UP, 2));
        assertThat(there).exists();
    }

    @Test
    void what_is_on_the_drive_has_left_whether_that_could_be_noted_or_not() {
        record("une");
        database.write(handle -> handle.execute("DROP TABLE handed_over"));

        assertThat(export()).isEqualTo(name(Direction.UP, 1));
    }

    private void record(String text) {
        journal.record(new MessagePosted(new FilmId(new UUID(1, 1)), "Ama", text));
    }

    private String export() {
        return drive.export(stick, Progress.NONE).file();
    }

    private static String name(Direction direction, int generation) {
        return new ParcelName(direction, OWN, generation).fileName();
    }
}
