package studio.karangou.desktop.engine.health;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.ContactMark;
import studio.karangou.common.protocol.DeviceHealth;
import studio.karangou.common.protocol.KeyPlace;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.enrolment.ContactFile;
import studio.karangou.desktop.engine.http.Introduction;
import studio.karangou.desktop.engine.store.StoreFailure;
import studio.karangou.desktop.engine.time.BestTime;

/// How this device is, as the server and its own screens are told.
public final class HealthReport implements Introduction {
    private static final Logger LOG = LoggerFactory.getLogger(HealthReport.class);

    private final String version;
    private final Disk disk;
    private final Path data;
    private final BestTime time;
    private final IntSupplier pending;
    private final Supplier<KeyPlace> keys;
    private final ContactFile contacts;

    /// @param version of the program
    /// @param data folder whose disk counts
    /// @param pending operations that the server lacks
    public HealthReport(
            String version,
            Disk disk,
            Path data,
            BestTime time,
            IntSupplier pending,
            Supplier<KeyPlace> keys,
            ContactFile contacts) {
        this.version = version;
        this.disk = disk;
        this.data = data;
        this.time = time;
        this.pending = pending;
        this.keys = keys;
        this.contacts = contacts;
    }

    @Override
    public @Nullable ContactMark contact(DeviceId device) {
        return contacts.next(device);
    }

    @Override
    public void answered(DeviceId device, ContactMark contact) {
        contacts.answered(device, contact);
    }

    @Override
    public @Nullable DeviceHealth health() {
        try {
            return now();
        } catch (FailureException e) {
            LOG.warn("how this device is cannot be told: the disk does not say how much room it has", e);
            return null;
        }
    }

    /// How it is at this moment.
    ///
    /// @throws FailureException with [StoreFailure.NotWritten] if the disk does not say how much room it has
    public DeviceHealth now() {
        try {
            return new DeviceHealth(
                    version,
                    disk.room(data),
                    data.toFile().getTotalSpace(),
                    time.ahead().toMillis(),
                    time.isSure(),
                    pending.getAsInt(),
                    keys.get());
        } catch (IOException e) {
            throw new FailureException(new StoreFailure.NotWritten(), e);
        }
    }
}
