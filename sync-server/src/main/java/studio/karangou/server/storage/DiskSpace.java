package studio.karangou.server.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Tells a full disk from other trouble. The JDK has no exception of its own for it, and the system's sentence
/// may be in any language: so the space that is left is asked too.
public final class DiskSpace {
    private static final long NEARLY_NOTHING = 256 * 1024;

    private static final List<String> SAYINGS = List.of(
            "no space left",
            "not enough space",
            "quota exceeded",
            "aucun espace disponible",
            "espace insuffisant",
            "quota d'espace disque dépassé",
            "débordement du quota");

    private DiskSpace() {}

    /// Whether this failed because the disk of the folder is full (or its quota used up).
    public static boolean isFull(Path folder, IOException cause) {
        return saysFull(cause) || (folder.toFile().exists() && usable(folder) < NEARLY_NOTHING);
    }

    /// Whether the system's sentence is one of those that are known, in English and French (ENOSPC, EDQUOT,
    /// ERROR_DISK_FULL).
    public static boolean saysFull(IOException cause) {
        String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return SAYINGS.stream().anyMatch(said::contains);
    }

    /// Bytes that may still be written where the folder is, 0 if that cannot be told. Not by a `FileStore`: that looks
    /// for the folder's mount point, which a container may not see.
    public static long usable(Path folder) {
        return folder.toFile().getUsableSpace();
    }
}
