package studio.karangou.desktop.feature.enrolment;

import java.nio.file.Path;
import java.util.Optional;
import studio.karangou.common.model.DeviceProfile;

/// Makes this device one of a venue's where there is no network: a request goes out on a USB drive, an answer comes
/// back. Every method blocks and throws a [studio.karangou.common.model.FailureException].
public interface DriveEnrolment {
    /// The request that waits for its answer, empty if there is none.
    Optional<OpenRequest> open();

    /// Writes the request. The same again on another drive is the same request, with the same code; under another name
    /// it is a new one, and what was answered to the one before is no longer taken.
    OpenRequest request(Path folder, String deviceName, DeviceProfile profile);

    /// Reads the answer, if it is there, and enrols the device.
    ///
    /// @return empty while there is no answer
    Optional<EnrolledDevice> look(Path folder);

    /// Forgets the request: its answer is no longer taken.
    void giveUp();

    /// A request on its way.
    ///
    /// @param code that a person carries beside the drive, as it is shown
    /// @param fileName of the request on the drive
    /// @param deviceName as it was given
    record OpenRequest(String code, String fileName, String deviceName) {}
}
