package studio.karangou.desktop.feature.health;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.FileCode;

/// Answers to devices without a network, whose requests come on a USB drive. Every method blocks and throws a
/// [studio.karangou.common.model.FailureException].
public interface RequestDesk {
    /// The requests on a drive, latest first. What cannot be read is told as a failure if there is nothing else.
    List<FoundRequest> requests(Path folder);

    /// Asks the server to let the device in, and writes the answer beside its request. The same again gives the same
    /// device.
    ///
    /// @param code that the device shows
    /// @return the file that was written
    Path answer(VenueId venue, FoundRequest request, FileCode code);

    /// A request on a drive.
    ///
    /// @param deviceName as it was typed there
    /// @param program its version
    /// @param made by the device's own clock, which may be wrong
    record FoundRequest(Path file, String deviceName, DeviceProfile profile, String program, Instant made) {}
}
