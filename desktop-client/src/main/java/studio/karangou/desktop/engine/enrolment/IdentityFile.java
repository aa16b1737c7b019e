package studio.karangou.desktop.engine.enrolment;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.disk.AtomicFile;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;

/// Who this device is, in a small file of its own: films must be shown even when the database had to be begun anew.
final class IdentityFile {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityFile.class);

    private final Disk disk;
    private final Path file;

    IdentityFile(Disk disk, Path file) {
        this.disk = disk;
        this.file = file;
    }

    /// As it is on disk.
    record Stored(
            DeviceId id,
            String name,
            DeviceProfile profile,
            VenueId venue,
            String venueName,
            String server,
            Bytes serverKey) {}

    Optional<EnrolledDevice> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Stored stored = Wire.fromCbor("identity", Files.readAllBytes(file), Stored.class);
            return Optional.of(new EnrolledDevice(
                    stored.id,
                    stored.name,
                    stored.profile,
                    stored.venue,
                    stored.venueName,
                    URI.create(stored.server),
                    new VerifyingKey(stored.serverKey)));
        } catch (IOException | FailureException | IllegalArgumentException e) {
            LOG.error("who this device is cannot be read; it has to be enrolled again", e);
            return Optional.empty();
        }
    }

    void write(EnrolledDevice device) throws IOException {
        AtomicFile.write(
                disk,
                file,
                Wire.toCbor(new Stored(
                        device.id(),
                        device.name(),
                        device.profile(),
                        device.venue(),
                        device.venueName(),
                        device.server().toString(),
                        device.serverKey().raw())));
    }
}
