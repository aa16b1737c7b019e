package studio.karangou.desktop.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// A person who has made up their mind, and a printer that does as the test says.
public final class FakePapers implements Papers {
    private final List<String> proposed = new ArrayList<>();
    private final List<Node> sheets = new ArrayList<>();
    private @Nullable Path chosen;
    private boolean printer = true;
    private Printing outcome = Printing.PRINTED;

    /// Where pictures go, null for nowhere.
    public void chooses(@Nullable Path file) {
        chosen = file;
    }

    public void hasNoPrinter() {
        printer = false;
    }

    public void printingIs(Printing next) {
        printer = true;
        outcome = next;
    }

    /// The names that were proposed.
    public List<String> proposed() {
        return List.copyOf(proposed);
    }

    public List<Node> sheets() {
        return List.copyOf(sheets);
    }

    @Override
    public Optional<Path> choosePicture(@Nullable Window owner, String title, String name) {
        proposed.add(name);
        return Optional.ofNullable(chosen);
    }

    @Override
    public Optional<Path> chooseArchive(@Nullable Window owner, String title, String name) {
        proposed.add(name);
        return Optional.ofNullable(chosen);
    }

    @Override
    public Optional<Path> chooseFolder(@Nullable Window owner, String title) {
        return Optional.ofNullable(chosen);
    }

    @Override
    public boolean hasPrinter() {
        return printer;
    }

    @Override
    public Printing print(Node sheet, @Nullable Window owner) {
        sheets.add(sheet);
        return outcome;
    }
}
