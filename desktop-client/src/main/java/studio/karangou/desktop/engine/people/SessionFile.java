package studio.karangou.desktop.engine.people;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.disk.AtomicFile;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.keychain.SealedBox;
import studio.karangou.desktop.feature.people.PeopleFailure;

/// The session in a small file, sealed under a key of this device, replaced as a whole.
public final class SessionFile implements SessionMemory {
    private static final Logger LOG = LoggerFactory.getLogger(SessionFile.class);

    private final Disk disk;
    private final Path file;
    private final byte[] key;
    private final SealedBox box;

    /// @param key 32 bytes
    public SessionFile(Disk disk, Path file, byte[] key) {
        this.key = key.clone();
        this.disk = disk;
        this.file = file;
        box = new SealedBox(key, "person-session");
    }

    /// Where sessions are kept that were left, beside it and under the same key.
    LeftSessions.Memory left() {
        return new LeftFile(disk, file.resolveSibling(file.getFileName() + ".left"), key);
    }

    /// As it is on disk, inside the seal.
    record Stored(UUID session, String refresh, @Nullable UUID attempt, Account account, Instant contact) {}

    @Override
    public Optional<HeldSession> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return box.open(Files.readAllBytes(file))
                    .map(clear -> Wire.fromCbor("session", clear, Stored.class))
                    .map(stored -> new HeldSession(
                            new HeldSession.Tokens(stored.session, null, stored.refresh, stored.attempt),
                            stored.account,
                            stored.contact));
        } catch (IOException | FailureException e) {
            LOG.warn("who was signed in cannot be read; they sign in again", e);
            return Optional.empty();
        }
    }

    @Override
    public void write(HeldSession session) {
        HeldSession.Tokens tokens = session.tokens();
        if (tokens == null) {
            clear(); // who came in without the server has nothing to keep, and who was there before must not come back
            return;
        }
        byte[] clear = Wire.toCbor(
                new Stored(tokens.session(), tokens.refresh(), tokens.attempt(), session.account(), session.contact()));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.write(disk, file, box.seal(clear));
        } catch (IOException e) {
            throw new FailureException(new PeopleFailure.NotKept(), e);
        }
    }

    @Override
    public void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.error("a session that is over stays on the disk, sealed; the server does not take it any more", e);
        }
    }
}
