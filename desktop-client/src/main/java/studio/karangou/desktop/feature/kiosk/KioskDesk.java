package studio.karangou.desktop.feature.kiosk;

import java.util.List;
import studio.karangou.common.model.Subscription;

/// What this device knows of the venue's kiosks, from its own copy; never waits on the network.
public interface KioskDesk {
    /// Cash that was announced, the newest first.
    List<KioskCash> cash();

    /// Films that were chosen for the kiosks, or that one of them still has; by title.
    List<KioskFilm> films();

    /// Calls the listener, on any thread, when either changed.
    Subscription onChange(Runnable listener);
}
