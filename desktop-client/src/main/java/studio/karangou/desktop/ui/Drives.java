package studio.karangou.desktop.ui;

import java.nio.file.Path;
import java.util.List;

/// The drives that somebody plugged in.
@FunctionalInterface
public interface Drives {
    /// A drive, or a folder that a person chose in its place.
    ///
    /// @param root where its files are
    /// @param name as people know it
    /// @param writable whether the system lets files be written
    record Drive(Path root, String name, boolean writable) {}

    /// Those that are there now, by name. Blocks, as a drive may be slow to answer.
    List<Drive> found();
}
