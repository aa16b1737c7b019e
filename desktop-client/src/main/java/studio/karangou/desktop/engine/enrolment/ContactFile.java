package studio.karangou.desktop.engine.enrolment;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.ContactMark;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.disk.AtomicFile;
import studio.karangou.desktop.engine.disk.Disk;

/// Which contact with the server was the last, and what was drawn for the next: on disk before it is sent, so that a
/// program that dies in between comes again with the same.
public final class ContactFile {
    private static final Logger LOG = LoggerFactory.getLogger(ContactFile.class);
    private static final Bytes NONE = Bytes.of(new byte[0]);

    private final Disk disk;
    private final Path file;
    private final SecureRandom random = new SecureRandom();
    private @Nullable Kept kept;

    public ContactFile(Disk disk, Path file) {
        this.disk = disk;
        this.file = file;
    }

    /// As it is on disk.
    ///
    /// @param next drawn for the contact under way, empty if there is none
    record Kept(DeviceId device, long number, Bytes last, Bytes next) {}

    /// The contact that comes now, null if it cannot be kept.
    public synchronized @Nullable ContactMark next(DeviceId device) {
        if (kept == null && Files.exists(file) && read().isEmpty()) {
            return null; // begun anew it would look like a copy
        }
        Kept now = Optional.ofNullable(kept)
                .or(this::read)
                .filter(known -> known.device().equals(device))
                .orElse(new Kept(device, 0, NONE, NONE));
        if (now.next().length() == 0) {
            byte[] drawn = new byte[ContactMark.LENGTH];
            random.nextBytes(drawn);
            now = new Kept(device, now.number(), now.last(), Bytes.of(drawn));
            if (!write(now)) {
                return null;
            }
        }
        kept = now;
        return new ContactMark(now.number(), now.last(), now.next(), machine(device));
    }

    /// The server has answered. What cannot be kept now is made once more: the server knows it again.
    public synchronized void answered(DeviceId device, ContactMark contact) {
        Kept now = new Kept(device, contact.number() + 1, contact.next(), NONE);
        if (write(now)) {
            kept = now;
        }
    }

    private Optional<Kept> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Wire.fromCbor("contact", Files.readAllBytes(file), Kept.class));
        } catch (IOException | FailureException e) {
            LOG.error("which contact was the last cannot be read", e);
            return Optional.empty();
        }
    }

    private boolean write(Kept now) {
        try {
            AtomicFile.write(disk, file, Wire.toCbor(now));
            return true;
        } catch (IOException e) {
            LOG.warn("which contact this is cannot be kept", e);
            return false;
        }
    }

    /// Hardware addresses, hashed with the device's id so that nothing of them can be told from it (RFC 7042 has them).
    private static @Nullable Bytes machine(DeviceId device) {
        try {
            String addresses = NetworkInterface.networkInterfaces()
                    .map(ContactFile::hardwareAddress)
                    .filter(address -> !address.isEmpty())
                    .distinct()
                    .sorted()
                    .limit(1)
                    .collect(Collectors.joining("\n"));
            if (addresses.isEmpty()) {
                return null;
            }
            byte[] hash = ContentAddress.newDigest()
                    .digest(("karangou-machine\n" + device + "\n" + addresses).getBytes(StandardCharsets.US_ASCII));
            return Bytes.of(Arrays.copyOf(hash, ContactMark.LENGTH));
        } catch (SocketException e) {
            LOG.debug("nothing tells this computer from another", e);
            return null;
        }
    }

    /// Empty for what has none, is not made of hardware, or was set by software.
    private static String hardwareAddress(NetworkInterface each) {
        try {
            byte[] address = each.getHardwareAddress();
            boolean own = address != null && address.length > 0 && (address[0] & 2) == 0 && !each.isVirtual();
            return own ? HexFormat.of().formatHex(address) : "";
        } catch (SocketException e) {
            return "";
        }
    }
}
