package studio.karangou.desktop.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Drives that a test plugs in and pulls out; their folders are real.
public final class FakeDrives implements Drives {
    private final List<Drive> plugged = new ArrayList<>();

    /// Plugs a drive in.
    public synchronized Drive plug(Path root, boolean writable) {
        Drive drive = new Drive(root, root.getFileName().toString(), writable);
        plugged.add(drive);
        return drive;
    }

    public synchronized void pull(Drive drive) {
        plugged.remove(drive);
    }

    @Override
    public synchronized List<Drive> found() {
        return plugged.stream().filter(drive -> Files.isDirectory(drive.root())).toList();
    }
}
