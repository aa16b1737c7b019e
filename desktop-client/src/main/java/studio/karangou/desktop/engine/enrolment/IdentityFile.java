package studio.karangou.desktop.engine.enrolment;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
/// There is a copy beside it, because a device that does not know who it is cannot send what it has recorded.
public final class IdentityFile {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityFile.class);

    private final Disk disk;
    private final Path file;
    private final Path copy;
    private final BooleanSupplier recorded;

    /// @param recorded whether there are journals, which no other device can send
    public IdentityFile(Disk disk, Path file, BooleanSupplier recorded) {
        this.disk = disk;
        this.file = file;
        this.recorded = recorded;
        copy = file.resolveSibling(file.getFileName() + ".copy");
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

    /// The device, empty if it was never enrolled.
    ///
    /// @throws FailureException with [EnrolmentFailure.IdentityLost] if there are journals and nobody knows whose
    Optional<EnrolledDevice> read() {
        Optional<EnrolledDevice> first = decode(file);
        Optional<EnrolledDevice> second = decode(copy);
        Optional<EnrolledDevice> found = first.or(() -> second);
        if (found.isEmpty() && recorded.getAsBoolean()) {
            throw new EnrolmentFailure.IdentityLost(file.toString()).asException();
        }
        if (found.isPresent() && !first.equals(second)) {
            mend(found.get());
        }
        return found;
    }

    /// Keeps the device. A copy that fails now is made at the next start.
    ///
    /// @throws IOException if it is not kept
    void write(EnrolledDevice device) throws IOException {
        byte[] encoded = Wire.toCbor(new Stored(
                device.id(),
                device.name(),
                device.profile(),
                device.venue(),
                device.venueName(),
                device.server().toString(),
                device.serverKey().raw()));
        AtomicFile.write(disk, file, encoded);
        try {
            AtomicFile.write(disk, copy, encoded);
        } catch (IOException e) {
            LOG.error("who this device is was written once but not twice", e);
        }
    }

    private void mend(EnrolledDevice device) {
        try {
            write(device);
            LOG.warn("the file that says who this device is was mended");
        } catch (IOException e) {
            LOG.error("the file that says who this device is cannot be mended; the other one holds", e);
        }
    }

    private static Optional<EnrolledDevice> decode(Path from) {
        if (!Files.exists(from)) {
            return Optional.empty();
        }
        try {
            Stored stored = Wire.fromCbor("identity", Files.readAllBytes(from), Stored.class);
            return Optional.of(new EnrolledDevice(
                    stored.id,
                    stored.name,
                    stored.profile,
                    stored.venue,
                    stored.venueName,
                    URI.create(stored.server),
                    new VerifyingKey(stored.serverKey)));
        } catch (IOException | FailureException | IllegalArgumentException e) {
            LOG.error("who this device is cannot be read from {}", from.getFileName(), e);
            return Optional.empty();
        }
    }
}
