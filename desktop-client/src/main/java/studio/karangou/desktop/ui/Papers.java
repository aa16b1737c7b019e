package studio.karangou.desktop.ui;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Ways out of the window: a file that a person chooses, a printer. On the FX thread, but for [#hasPrinter].
public interface Papers {
    /// What became of a sheet.
    enum Printing {
        PRINTED,
        /// The person thought better of it.
        CANCELLED,
        NO_PRINTER,
        /// The printer or its driver refused; the log says more.
        FAILED
    }

    /// Asks a person where to write a picture.
    ///
    /// @param owner the window that waits meanwhile, null if there is none
    /// @param title of the question
    /// @param name the file's name that is proposed, with its ending
    /// @return empty if they thought better of it
    Optional<Path> choosePicture(@Nullable Window owner, String title, String name);

    /// Asks a person where to write an archive.
    ///
    /// @param owner as above
    /// @return empty if they thought better of it
    Optional<Path> chooseArchive(@Nullable Window owner, String title, String name);

    /// Asks a person for a folder, as on a drive that the system did not announce.
    ///
    /// @param owner as above
    /// @return empty if they thought better of it
    Optional<Path> chooseFolder(@Nullable Window owner, String title);

    /// Whether this machine has a printer. Blocks while the system looks for one, so not on the FX thread.
    boolean hasPrinter();

    /// Prints a node on one sheet, after the person has chosen the printer.
    ///
    /// @param sheet in no window; made smaller if the paper is
    Printing print(Node sheet, @Nullable Window owner);
}
