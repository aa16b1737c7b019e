package studio.karangou.desktop.feature.enrolment;

import java.net.URI;
import java.util.Optional;
import studio.karangou.common.model.DeviceProfile;

/// Makes this device one of a venue's.
public interface Enrolment {
    /// Who this device is, empty before it is enrolled.
    Optional<EnrolledDevice> current();

    /// Presents a one-time code to the server. Blocks; safe to call again after any failure.
    ///
    /// @throws studio.karangou.common.model.FailureException when the server refuses or cannot be reached
    EnrolledDevice enrol(URI server, String code, String deviceName, DeviceProfile profile);
}
