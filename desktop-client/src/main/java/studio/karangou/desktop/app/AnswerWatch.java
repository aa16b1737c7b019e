package studio.karangou.desktop.app;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.util.Subscription;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.desktop.feature.enrolment.DriveEnrolmentViewModel;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;
import studio.karangou.desktop.ui.DriveChoice;

/// Waits for the answer to a request that left on a drive, whatever is on the screen: who carries it back plugs it in
/// and is done.
final class AnswerWatch implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final DriveEnrolmentViewModel model;
    private final Subscription ticking;

    /// @param calm whether this device may become another one now; not while a film runs
    /// @param enrolled goes on with the device
    AnswerWatch(
            Ports ports,
            DeviceProfile profile,
            Desktop.Parts parts,
            BooleanSupplier calm,
            Consumer<EnrolledDevice> enrolled) {
        model = new DriveEnrolmentViewModel(
                ports.driveEnrolment(),
                new DriveChoice(parts.drives(), parts.tasks()),
                profile,
                parts.tasks(),
                enrolled);
        ticking = parts.ticker().every(LOOK, () -> {
            if (calm.getAsBoolean()) {
                model.watch();
            }
        });
    }

    /// What the screen of the way without a network shows.
    DriveEnrolmentViewModel model() {
        return model;
    }

    @Override
    public void close() {
        ticking.unsubscribe();
    }
}
