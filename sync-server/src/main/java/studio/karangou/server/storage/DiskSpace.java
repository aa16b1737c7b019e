package studio.karangou.server.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// Tells a full disk from other trouble. The JDK has no exception of its own for it, and the system's sentence
/// may be in any language: so the space that is left is asked too.
public final class DiskSpace {
    private static final long NEARLY_NOTHING = 256 * 1024;

    private DiskSpace() {}

    /// Whether this failed because the disk of the folder is full (or its quota used up).
    public static boolean isFull(Path folder, IOException cause) {
        String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (said.contains("no space left") || said.contains("not enough space") || said.contains("quota exceeded")) {
            return true;
        }
        return folder.toFile().exists() && usable(folder) < NEARLY_NOTHING;
    }

    /// Bytes that may still be written where the folder is, 0 if that cannot be told. Not by a `FileStore`: that looks
    /// for the folder's mount point, which a container may not see.
    public static long usable(Path folder) {
        return folder.toFile().getUsableSpace();
    }
}
