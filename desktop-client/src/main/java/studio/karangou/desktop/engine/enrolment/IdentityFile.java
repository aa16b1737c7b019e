package studio.karangou.desktop.engine.enrolment;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
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
            Bytes serverKey,
            Bytes signingKey) {}

    /// As it was on disk before devices had other keys each time.
    record StoredBefore(
            DeviceId id,
            String name,
            DeviceProfile profile,
            VenueId venue,
            String venueName,
            String server,
            Bytes serverKey) {}

    /// The device and the key it was enrolled with.
    ///
    /// @param signingKey null where that was not kept: then it is the first it ever had
    record Known(EnrolledDevice device, @Nullable VerifyingKey signingKey) {}

    /// The device, empty if it was never enrolled.
    ///
    /// @throws FailureException with [EnrolmentFailure.IdentityLost] if there are journals and nobody knows whose
    Optional<Known> read() {
        Optional<Known> first = decode(file);
        Optional<Known> second = decode(copy);
        Optional<Known> found = first.or(() -> second);
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
    void write(EnrolledDevice device, @Nullable VerifyingKey signingKey) throws IOException {
        StoredBefore bare = new StoredBefore(
                device.id(),
                device.name(),
                device.profile(),
                device.venue(),
                device.venueName(),
                device.server().toString(),
                device.serverKey().raw());
        byte[] encoded = Wire.toCbor(signingKey == null ? bare : withKey(bare, signingKey));
        AtomicFile.write(disk, file, encoded);
        try {
            AtomicFile.write(disk, copy, encoded);
        } catch (IOException e) {
            LOG.error("who this device is was written once but not twice", e);
        }
    }

    private static Stored withKey(StoredBefore bare, VerifyingKey signingKey) {
        return new Stored(
                bare.id(),
                bare.name(),
                bare.profile(),
                bare.venue(),
                bare.venueName(),
                bare.server(),
                bare.serverKey(),
                signingKey.raw());
    }

    private void mend(Known known) {
        try {
            write(known.device(), known.signingKey());
            LOG.warn("the file that says who this device is was mended");
        } catch (IOException e) {
            LOG.error("the file that says who this device is cannot be mended; the other one holds", e);
        }
    }

    private static Optional<Known> decode(Path from) {
        if (!Files.exists(from)) {
            return Optional.empty();
        }
        try {
            byte[] encoded = Files.readAllBytes(from);
            // unknown fields are skipped, so this reads both forms
            StoredBefore stored = Wire.fromCbor("identity", encoded, StoredBefore.class);
            EnrolledDevice device = new EnrolledDevice(
                    stored.id,
                    stored.name,
                    stored.profile,
                    stored.venue,
                    stored.venueName,
                    URI.create(stored.server),
                    new VerifyingKey(stored.serverKey));
            return Optional.of(new Known(device, signingKey(encoded)));
        } catch (IOException | FailureException | IllegalArgumentException e) {
            LOG.error("who this device is cannot be read from {}", from.getFileName(), e);
            return Optional.empty();
        }
    }

    private static @Nullable VerifyingKey signingKey(byte[] encoded) {
        try {
            return new VerifyingKey(
                    Wire.fromCbor("identity", encoded, Stored.class).signingKey());
        } catch (FailureException e) {
            LOG.debug("written before devices had other keys each time", e);
            return null;
        }
    }
}
