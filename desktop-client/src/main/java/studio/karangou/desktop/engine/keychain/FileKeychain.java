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
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.KeyPlace;
import studio.karangou.desktop.engine.disk.AtomicFile;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.keychain.KeyFile.Wrapping;

/// Secrets in a file that only its user can read: mode 0600, on Windows an access list of one. Where the operating
/// system has a store for keys, the pairs in the file are sealed by a key from there. There is a copy beside the file,
/// because without the secrets what is pending on the device is lost.
public final class FileKeychain implements Keychain {
    private static final Logger LOG = LoggerFactory.getLogger(FileKeychain.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Disk disk;
    private final Path file;
    private final Optional<SystemStore> store;
    private KeyFile.@Nullable Read read;
    private volatile @Nullable Wrapping wrapping;

    /// @param store of the operating system, empty where none is to be used
    public FileKeychain(Disk disk, Path file, Optional<SystemStore> store) {
        this.disk = disk;
        this.file = file;
        this.store = store;
    }

    /// Without a store of the system.
    public FileKeychain(Disk disk, Path file) {
        this(disk, file, Optional.empty());
    }

    @Override
    public synchronized DeviceSecrets secrets() {
        return current().secrets();
    }

    private KeyFile.Read current() {
        KeyFile.Read known = read;
        if (known == null) {
            known = load(file).orElseGet(() -> create(file, DeviceSecrets.generate()));
            read = known;
        }
        return known;
    }

    @Override
    public synchronized DeviceSecrets next() {
        return load(nextFile())
                .orElseGet(() -> create(nextFile(), secrets().withFreshKeys()))
                .secrets();
    }

    /// The identity file says which keys are enrolled, so being cut off between any two of these steps does no harm.
    @Override
    public synchronized void adopt(VerifyingKey enrolled) {
        if (secrets().verifyingKey().equals(enrolled)) {
            return;
        }
        Optional<KeyFile.Read> next =
                load(nextFile()).filter(fresh -> fresh.secrets().verifyingKey().equals(enrolled));
        if (next.isPresent()) {
            read = write(file, next.get().secrets());
            forget(nextFile());
        }
    }

    @Override
    public synchronized KeyPlace place() {
        KeyFile.Wrapped wrapped = current().wrapped();
        return wrapped == null ? KeyPlace.FILE : wrapped.place();
    }

    /// Moves the pairs to where they should be: sealed by the system's store where there is one that answers,
    /// and back where none is to be used any more. Whatever goes wrong, they stay where they were. Blocks, so it is
    /// not for the start.
    public void settle() {
        try {
            if (store.isPresent()) {
                if (place() == KeyPlace.FILE) {
                    seal(store.get());
                }
            } else if (place() != KeyPlace.FILE) {
                unseal();
            }
        } catch (FailureException e) {
            LOG.info("the keys stay where they are: {}", e.failure().code(), e);
        }
    }

    private void seal(SystemStore system) {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        String entry = KeyFile.drawEntry();
        // without our lock, as it may take its time
        byte[] token = system.keep(entry, key);
        if (!MessageDigest.isEqual(system.find(entry, token), key)) {
            throw new KeychainFailure.StoreLocked().asException();
        }
        synchronized (this) {
            wrapping = new Wrapping(system.place(), entry, token, key);
            read = write(file, secrets());
        }
        LOG.info("the keys of this device are sealed by the system now: {}", system.place());
    }

    private void unseal() {
        secrets().pairs(); // asks the system, once more
        synchronized (this) {
            wrapping = null;
            read = write(file, secrets());
        }
        LOG.info("the keys of this device are in their file again");
    }

    /// The system's key for a file that was sealed with it.
    private byte[] key(KeyFile.Wrapped wrapped) {
        SystemStore system = store.or(() -> SystemStores.of(wrapped.place()))
                .filter(known -> known.place() == wrapped.place())
                .orElseThrow(() -> new KeychainFailure.StoreLocked().asException());
        byte[] key = system.find(wrapped.entry(), wrapped.token());
        if (store.isPresent()) {
            wrapping = new Wrapping(wrapped.place(), wrapped.entry(), wrapped.token(), key);
        }
        return key;
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

    private Optional<KeyFile.Read> load(Path file) {
        Path copy = copyOf(file);
        Optional<KeyFile.Read> first = decode(file);
        Optional<KeyFile.Read> found = first.or(() -> decode(copy));
        if (found.isEmpty() && (Files.exists(file) || Files.exists(copy))) {
            throw new FailureException(new KeychainFailure.Unreadable(file.toString()));
        }
        if (found.isPresent() && (first.isEmpty() || !Files.exists(copy))) {
            mend(first.isEmpty() ? copy : file);
        }
        return found;
    }

    /// Makes two of one, as it is: what is sealed is not opened for it.
    private void mend(Path from) {
        try {
            keep(file(from), Files.readAllBytes(from));
        } catch (IOException e) {
            throw new FailureException(new KeychainFailure.NotWritten(from.toString()), e);
        }
    }

    private static Path file(Path fileOrCopy) {
        String name = fileOrCopy.getFileName().toString();
        return name.endsWith(".copy")
                ? fileOrCopy.resolveSibling(name.substring(0, name.length() - ".copy".length()))
                : fileOrCopy;
    }

    private KeyFile.Read create(Path file, DeviceSecrets fresh) {
        return write(file, fresh);
    }

    private KeyFile.Read write(Path file, DeviceSecrets secrets) {
        Wrapping sealing = wrapping;
        byte[] encoded = sealing == null ? KeyFile.clear(secrets) : KeyFile.sealed(secrets, sealing);
        try {
            keep(file, encoded);
            return KeyFile.read(encoded, this::key);
        } catch (IOException e) {
            throw new FailureException(new KeychainFailure.NotWritten(file.toString()), e);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private void keep(Path file, byte[] encoded) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        for (Path target : List.of(copyOf(file), file)) {
            AtomicFile.write(disk, target, encoded, ownerOnlyFromTheStart());
            restrict(target);
        }
    }

    private Optional<KeyFile.Read> decode(Path from) {
        if (!Files.exists(from)) {
            return Optional.empty();
        }
        try {
            restrict(from);
            return Optional.of(KeyFile.read(Files.readAllBytes(from), this::key));
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
}
