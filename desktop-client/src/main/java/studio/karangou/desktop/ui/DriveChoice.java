package studio.karangou.desktop.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.karangou.desktop.ui.Drives.Drive;

/// Which drive a person means: the only one that is there, or the one they touched; or a folder of their own.
public final class DriveChoice {
    private final Drives drives;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<List<Drive>> found = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Drive>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Drive> folder = Optional.empty();
    private boolean looking;

    public DriveChoice(Drives drives, Tasks tasks) {
        this.drives = drives;
        this.tasks = tasks;
    }

    /// Those that are there, a folder of their own last.
    public ReadOnlyObjectProperty<List<Drive>> found() {
        return found.getReadOnlyProperty();
    }

    /// Empty while there is none, or several and none was chosen.
    public ReadOnlyObjectProperty<Optional<Drive>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    /// Looks again; to be called every now and then. Does nothing while a slow drive keeps the last look waiting.
    public void look() {
        if (looking) {
            return;
        }
        looking = true;
        tasks.run(drives::found, this::show, failure -> looking = false);
    }

    public void choose(Drive drive) {
        chosen.set(Optional.of(drive));
    }

    /// Takes a folder as a drive.
    public void chooseFolder(Path path) {
        Drive taken = new Drive(path, path.toString(), true);
        folder = Optional.of(taken);
        show(found.get().stream().filter(drive -> !drive.root().equals(path)).toList());
        chosen.set(folder);
    }

    private void show(List<Drive> now) {
        looking = false;
        List<Drive> all = new ArrayList<>(now);
        folder.filter(own -> all.stream().noneMatch(drive -> drive.root().equals(own.root())))
                .ifPresent(all::add);
        found.set(List.copyOf(all));
        Optional<Drive> still = chosen.get()
                .flatMap(before -> all.stream()
                        .filter(drive -> drive.root().equals(before.root()))
                        .findFirst());
        chosen.set(still.isEmpty() && all.size() == 1 ? Optional.of(all.getFirst()) : still);
    }
}
