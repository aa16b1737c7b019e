package studio.karangou.desktop.feature.kiosk;

import java.util.List;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.OperationBody.ContributionMade;

/// What this device knows of the venue's kiosks, from its own copy; never waits on the network.
public interface KioskDesk {
    /// Cash that was announced, the newest first.
    List<KioskCash> cash();

    /// Films that were chosen for the kiosks, or that one of them still has; by title.
    List<KioskFilm> films();

    /// Contributions from the kiosks that the server set aside and nobody has dealt with, the newest first.
    List<KioskRefusal> refused();

    /// Records at this device what such a one should have been, in its place. Done twice, also at two
    /// devices of the venue, it is one contribution.
    ///
    /// @throws studio.karangou.common.model.FailureException if it cannot be written
    void recordInstead(OperationId refused, ContributionMade corrected);

    /// Shows such a one no longer.
    ///
    /// @throws studio.karangou.common.model.FailureException if that cannot be written
    void dismiss(OperationId refused);

    /// Calls the listener, on any thread, when either changed.
    Subscription onChange(Runnable listener);
}
