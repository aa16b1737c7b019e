package studio.karangou.desktop.engine.keychain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.KeyPlace;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.disk.AtomicFile;
import studio.karangou.desktop.engine.disk.Disk;

/// Secrets in a file that only its user can read: mode 0600, on Windows an access list of one.
/// There is a copy beside it, because without the secrets what is pending on the device is lost.
public final class FileKeychain implements Keychain {
    private static final Logger LOG = LoggerFactory.getLogger(FileKeychain.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final int VERSION = 1;

    private final Disk disk;
    private final Path file;
    private @Nullable DeviceSecrets read;

    public FileKeychain(Disk disk, Path file) {
        this.disk = disk;
        this.file = file;
    }

    @Override
    public synchronized DeviceSecrets secrets() {
        DeviceSecrets known = read;
        if (known == null) {
            known = load(file).orElseGet(() -> create(file, DeviceSecrets.generate()));
            read = known;
        }
        return known;
    }

    @Override
    public synchronized DeviceSecrets next() {
        return load(nextFile()).orElseGet(() -> create(nextFile(), secrets().withFreshKeys()));
    }

    /// The identity file says which keys are enrolled, so being cut off between any two of these steps does no harm.
    @Override
    public synchronized void adopt(VerifyingKey enrolled) {
        if (secrets().signing().verifyingKey().equals(enrolled)) {
            return;
        }
        Optional<DeviceSecrets> next =
                load(nextFile()).filter(fresh -> fresh.signing().verifyingKey().equals(enrolled));
        if (next.isPresent()) {
            write(file, next.get());
            read = next.get();
            forget(nextFile());
        }
    }

    @Override
    public KeyPlace place() {
        return KeyPlace.FILE;
    }

    private Path nextFile() {
        return file.resolveSibling(file.getFileName() + ".next");
    }

    private static Path copyOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".copy");
    }

    private void forget(Path file) {
        try {
            Files.deleteIfExists(copyOf(file));
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("keys that were adopted are still in {} too", file.getFileName(), e);
        }
    }

    private Optional<DeviceSecrets> load(Path file) {
        Path copy = copyOf(file);
        Optional<DeviceSecrets> first = decode(file);
        Optional<DeviceSecrets> found = first.or(() -> decode(copy));
        if (found.isEmpty() && (Files.exists(file) || Files.exists(copy))) {
            throw new FailureException(new KeychainFailure.Unreadable(file.toString()));
        }
        if (found.isPresent() && (first.isEmpty() || !Files.exists(copy))) {
            write(file, found.get());
        }
        return found;
    }

    private DeviceSecrets create(Path file, DeviceSecrets fresh) {
        write(file, fresh);
        return fresh;
    }

    private void write(Path file, DeviceSecrets secrets) {
        byte[] encoded = Wire.toCbor(new Stored(
                VERSION,
                secrets.signing().exportPrivate(),
                secrets.signing().verifyingKey().raw().toArray(),
                secrets.sealing().exportPrivate(),
                secrets.sealing().sealingKey().raw().toArray(),
                secrets.exportStorage()));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            for (Path target : List.of(copyOf(file), file)) {
                AtomicFile.write(disk, target, encoded, ownerOnlyFromTheStart());
                restrict(target);
            }
        } catch (IOException e) {
            throw new FailureException(new KeychainFailure.NotWritten(file.toString()), e);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private Optional<DeviceSecrets> decode(Path from) {
        if (!Files.exists(from)) {
            return Optional.empty();
        }
        try {
            restrict(from);
            Stored stored = Wire.fromCbor("keychain", Files.readAllBytes(from), Stored.class);
            return Optional.of(new DeviceSecrets(
                    SigningKeyPair.restore(stored.signing, new VerifyingKey(Bytes.of(stored.verifying))),
                    SealingKeyPair.restore(stored.opening, new SealingKey(Bytes.of(stored.sealing))),
                    stored.storage));
        } catch (IOException | FailureException | IllegalArgumentException e) {
            LOG.warn("the secrets in {} cannot be read", from.getFileName(), e);
            return Optional.empty();
        }
    }

    private FileAttribute<?>[] ownerOnlyFromTheStart() {
        return isPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private void restrict(Path target) throws IOException {
        if (isPosix()) {
            if (!Files.getPosixFilePermissions(target).equals(OWNER_ONLY)) {
                Files.setPosixFilePermissions(target, OWNER_ONLY);
            }
            return;
        }
        AclFileAttributeView acl = Files.getFileAttributeView(target, AclFileAttributeView.class);
        if (acl != null) {
            acl.setAcl(List.of(AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(acl.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .build()));
        }
    }

    private boolean isPosix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /// As it is on disk: private keys in PKCS #8, public keys and the storage secret as they are.
    record Stored(int version, byte[] signing, byte[] verifying, byte[] opening, byte[] sealing, byte[] storage) {}
}
