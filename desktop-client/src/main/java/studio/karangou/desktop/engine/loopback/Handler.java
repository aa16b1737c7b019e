package studio.karangou.desktop.engine.loopback;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Finds what a path means.
public interface Handler {
    /// Whether whoever knows this path may ask at all; quick.
    boolean knows(String path);

    /// The content; may block for long.
    ///
    /// @param listening whether the asking side is still there; asked while waiting
    /// @return empty if there is nothing under the path
    /// @throws IOException if it cannot be had: the connection is closed without an answer
    Optional<Content> content(String path, BooleanSupplier listening) throws IOException, InterruptedException;
}
