package studio.karangou.desktop.ui.controls;

import java.util.List;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.desktop.ui.DriveChoice;
import studio.karangou.desktop.ui.Drives.Drive;
import studio.karangou.desktop.ui.Papers;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;

/// The drives that are plugged in, side by side, and what to do when there is none or several.
public final class DriveLine extends View {
    private final DriveChoice choice;
    private final Optional<Papers> papers;
    private final Texts texts;
    private final FlowPane line = new FlowPane(10, 10);
    private final VBox box;
    private final javafx.scene.control.Label say = Labels.note("");

    /// @param papers ask for a folder; empty at a kiosk, whose folders are no visitor's business
    public DriveLine(DriveChoice choice, Optional<Papers> papers, Texts texts) {
        this.choice = choice;
        this.papers = papers;
        this.texts = texts;
        say.setId("drive-say");
        line.setId("drives");
        box = new VBox(8, Labels.styled(texts.of("drive.which"), "field-label"), line, say);
        follow(choice.found(), found -> show());
        follow(choice.chosen(), chosen -> show());
    }

    private void show() {
        List<Drive> found = choice.found().get();
        Optional<Drive> chosen = choice.chosen().get();
        line.getChildren().clear();
        for (int i = 0; i < found.size(); i++) {
            Drive drive = found.get(i);
            boolean on = chosen.filter(drive::equals).isPresent();
            Chip chip = new Chip("drive-" + i, drive.name(), on, () -> choice.choose(drive));
            chip.setGraphic(Icons.of(Feather.HARD_DRIVE));
            line.getChildren().add(chip);
        }
        papers.ifPresent(ask -> line.getChildren()
                .add(Buttons.quiet(
                        "drive-folder",
                        texts.of("drive.folder"),
                        Feather.FOLDER,
                        () -> ask.chooseFolder(
                                        line.getScene() == null
                                                ? null
                                                : line.getScene().getWindow(),
                                        texts.of("drive.folder"))
                                .ifPresent(choice::chooseFolder))));
        String key = found.isEmpty()
                ? "drive.none"
                : chosen.isEmpty() ? "drive.several" : chosen.get().writable() ? "" : "drive.is-read-only";
        say.setText(key.isEmpty() ? "" : texts.of(key));
        say.setManaged(!key.isEmpty());
        say.setVisible(!key.isEmpty());
    }

    @Override
    public Parent node() {
        return box;
    }
}
