package studio.karangou.desktop.feature.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.protocol.ParcelFailure;
import studio.karangou.desktop.feature.sync.DriveRoadViewModel.Told;
import studio.karangou.desktop.ui.DriveChoice;
import studio.karangou.desktop.ui.FakeDrives;
import studio.karangou.desktop.ui.Tasks;

/// What the page says of the road by a drive.
class DriveRoadViewModelTest {
    @TempDir
    private Path stick;

    private final FakeDriveRoad road = new FakeDriveRoad();
    private final FakeDrives drives = new FakeDrives();
    private final List<Runnable> later = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T18:00:00Z");

    @Test
    void without_a_drive_nothing_begins() {
        DriveRoadViewModel model = model(new Tasks(Runnable::run, Runnable::run));
        model.export();
        assertThat(model.running().get()).isEmpty();
        assertThat(model.told().get()).isEmpty();
    }

    @Test
    void what_was_done_is_told_and_what_failed() {
        drives.plug(stick, true);
        DriveRoadViewModel model = model(new Tasks(Runnable::run, Runnable::run));
        model.tick();

        model.export();
        assertThat(model.told().get()).contains(new Told.OnDrive(new DriveRoad.Exported(3, "aller.colis")));
        model.take();
        assertThat(model.told().get()).contains(new Told.FromDrive(new DriveRoad.Taken(3, 0, 12, false, null)));
        model.carry();
        assertThat(model.told().get()).contains(new Told.ForOthers(new DriveRoad.Carried(2, 1)));
        road.failing(new ParcelFailure.Damaged());
        model.take();
        assertThat(model.failure().get()).contains(new ParcelFailure.Damaged());
        assertThat(model.told().get()).isEmpty();
        assertThat(model.running().get()).isEmpty();
    }

    @Test
    void how_far_it_is_and_how_long_it_takes_is_said_until_it_is_given_up() {
        drives.plug(stick, true);
        DriveRoadViewModel looking = model(new Tasks(Runnable::run, Runnable::run));
        looking.tick();
        // the work is done, but the window was not told yet
        DriveRoadViewModel model = new DriveRoadViewModel(
                road, looking.drives(), () -> true, () -> now, new Tasks(Runnable::run, later::add));
        model.export();
        now = now.plus(Duration.ofSeconds(40));
        model.tick();
        assertThat(model.running().get()).hasValueSatisfying(running -> {
            assertThat(running.share()).isEqualTo(1);
            assertThat(running.left()).isEqualTo(Duration.ZERO);
        });

        model.cancel();
        later.forEach(Runnable::run);

        assertThat(model.told().get()).contains(new Told.GivenUp());
        assertThat(model.running().get()).isEmpty();
    }

    private DriveRoadViewModel model(Tasks tasks) {
        return new DriveRoadViewModel(road, new DriveChoice(drives, tasks), () -> true, () -> now, tasks);
    }
}
