package studio.karangou.desktop.engine.people;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.disk.AtomicFile;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.keychain.SealedBox;
import studio.karangou.desktop.feature.people.PeopleFailure;

/// Left sessions in a small sealed file; there is none when there are none.
final class LeftFile implements LeftSessions.Memory {
    private static final Logger LOG = LoggerFactory.getLogger(LeftFile.class);

    private final Disk disk;
    private final Path file;
    private final SealedBox box;

    /// @param key 32 bytes
    LeftFile(Disk disk, Path file, byte[] key) {
        this.disk = disk;
        this.file = file;
        box = new SealedBox(key, "left-sessions");
    }

    /// One of them.
    record Left(UUID session, String refresh, UUID attempt) {}

    /// As they are on disk, inside the seal.
    record Stored(List<Left> left) {}

    @Override
    public List<HeldSession.Tokens> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return box.open(Files.readAllBytes(file))
                    .map(clear -> Wire.fromCbor("left sessions", clear, Stored.class))
                    .map(stored -> stored.left().stream()
                            .map(left -> new HeldSession.Tokens(left.session(), null, left.refresh(), left.attempt()))
                            .toList())
                    .orElse(List.of());
        } catch (IOException | FailureException e) {
            LOG.warn("which sessions were left here cannot be read; the server forgets them in their time", e);
            return List.of();
        }
    }

    @Override
    public void write(List<HeldSession.Tokens> left) {
        List<Left> kept = left.stream()
                .map(tokens -> {
                    UUID attempt = tokens.attempt();
                    return new Left(tokens.session(), tokens.refresh(), attempt == null ? UUID.randomUUID() : attempt);
                })
                .toList();
        try {
            if (kept.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.write(disk, file, box.seal(Wire.toCbor(new Stored(kept))));
        } catch (IOException e) {
            throw new FailureException(new PeopleFailure.NotKept(), e);
        }
    }
}
