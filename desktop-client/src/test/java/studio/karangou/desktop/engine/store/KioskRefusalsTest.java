package studio.karangou.desktop.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.ProtocolVersion;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.feature.kiosk.KioskRefusal;

/// What the server refused of the venue's kiosks, at the host's device.
class KioskRefusalsTest {
    private static final OperationId REFUSED = new OperationId(new UUID(0x0192_0000_0000_7000L, 1));
    private static final ContributionMade MADE = made(1);

    @TempDir
    private Path folder;

    private LocalDatabase database;
    private JournalStore journal;
    private ChangeStore feed;
    private KioskStore kiosks;
    private int pages;

    @BeforeEach
    void open() {
        database = LocalDatabase.open(folder.resolve("karangou"), new byte[32]).database();
        CatalogueStore catalogue = new CatalogueStore(database);
        Changes told = new Changes();
        journal = new JournalStore(
                Disk.REAL, folder.resolve("journals"), new byte[32], database, told, () -> Instant.EPOCH);
        journal.openFor(new DeviceId(new UUID(0x0192_0000_0000_7000L, 9)));
        feed = new ChangeStore(database, catalogue, told);
        kiosks = new KioskStore(database, catalogue, told, journal);
        tell(new Change.KioskRefused(REFUSED, "Borne du marché", MADE, Instant.EPOCH, "sync.unknown-project"));
    }

    @AfterEach
    void close() {
        journal.close();
        database.close();
    }

    @Test
    void it_is_shown_until_somebody_has_dealt_with_it() {
        assertThat(kiosks.refused())
                .containsExactly(
                        new KioskRefusal(REFUSED, "Borne du marché", MADE, Instant.EPOCH, "sync.unknown-project"));
        assertThat(kiosks.cash()).as("it is no cash that waits").isEmpty();

        kiosks.dismiss(REFUSED);

        assertThat(kiosks.refused()).isEmpty();
        assertThat(journal.last()).isZero();
    }

    @Test
    void recorded_twice_for_another_project_it_is_one_contribution() {
        kiosks.recordInstead(REFUSED, made(2));
        kiosks.recordInstead(REFUSED, made(3));

        assertThat(kiosks.refused()).isEmpty();
        assertThat(journal.pending(10)).singleElement().satisfies(waiting -> {
            assertThat(waiting.operation().id()).isEqualTo(MendedId.of(REFUSED));
            assertThat(waiting.operation().body()).isEqualTo(made(2));
        });
    }

    @Test
    void what_another_device_of_the_venue_recorded_in_its_place_is_dealt_with() {
        tell(new Change.ContributionChanged(MendedId.of(REFUSED), ContributionState.CONFIRMED));

        assertThat(kiosks.refused()).isEmpty();
    }

    private void tell(Change change) {
        pages++;
        ChangePage page = new ChangePage(
                ProtocolVersion.CURRENT, "0123456789abcdef." + pages, false, Instant.EPOCH, List.of(change));
        assertThat(feed.applyIfNext(feed.cursor(), page)).isTrue();
    }

    private static ContributionMade made(long project) {
        return new ContributionMade(
                new ProjectId(new UUID(5, project)), null, Money.xof(500), ContributionMethod.CASH, null, null, null);
    }
}
