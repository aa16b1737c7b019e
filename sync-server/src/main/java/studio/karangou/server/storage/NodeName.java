package studio.karangou.server.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// Which node of the server a data folder belongs to: drawn once, kept in a file of that folder.
public final class NodeName {
    private NodeName() {}

    /// The name in a file; a file that is not there is written with a new one.
    ///
    /// @throws IOException if it cannot be read or written, or holds something else
    public static UUID in(Path file) throws IOException {
        if (Files.exists(file)) {
            try {
                return UUID.fromString(Files.readString(file).strip());
            } catch (IllegalArgumentException e) {
                throw new IOException(file + " does not hold the name of a node", e);
            }
        }
        UUID node = UUID.randomUUID();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(
                part,
                node + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.DSYNC);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return node;
    }
}
