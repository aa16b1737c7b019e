package studio.karangou.desktop.engine.disk;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// There is no room on the disk.
public final class DiskFullException extends IOException {
    private static final long serialVersionUID = 1L;
    /// What Linux, macOS and Windows say (ENOSPC, EDQUOT, ERROR_DISK_FULL), also in French; Java has no code for it.
    private static final String[] SAYINGS = {
        "no space left", "disk quota exceeded", "not enough space", "aucun espace disponible", "espace insuffisant"
    };

    public DiskFullException(@Nullable Throwable cause) {
        super("disk full", cause);
    }

    /// Whether the failure, or one of its causes, is a full disk.
    public static boolean isOne(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(16)
                .anyMatch(cause -> cause instanceof DiskFullException || saysSo(cause.getMessage()));
    }

    private static boolean saysSo(@Nullable String message) {
        return message != null && Stream.of(SAYINGS).anyMatch(message.toLowerCase(Locale.ROOT)::contains);
    }
}
