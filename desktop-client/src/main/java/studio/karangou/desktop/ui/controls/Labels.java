package studio.karangou.desktop.ui.controls;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;

/// Text in the sizes of the mockups.
public final class Labels {
    private Labels() {}

    /// The name of a page.
    public static Label title(String text) {
        return styled(text, "title");
    }

    /// The name of a section.
    public static Label heading(String text) {
        return styled(text, "heading");
    }

    public static Label body(String text) {
        return wrapped(styled(text, "body"));
    }

    public static Label strong(String text) {
        return styled(text, "strong");
    }

    /// What explains or completes something else.
    public static Label muted(String text) {
        return styled(text, "muted");
    }

    /// Muted text that may take several lines.
    public static Label note(String text) {
        return wrapped(styled(text, "muted"));
    }

    /// A state in a coloured pill.
    public static Label tag(String text, Tone tone) {
        Label tag = styled(text, "tag");
        tag.getStyleClass().add(tone.styleClass());
        tag.setMinWidth(Region.USE_PREF_SIZE);
        return tag;
    }

    public static Label tag(String text, Tone tone, Ikon icon) {
        Label tag = tag(text, tone);
        tag.setGraphic(Icons.of(icon));
        return tag;
    }

    /// A section's name with a muted remark after it.
    public static HBox heading(String text, String remark) {
        HBox line = new HBox(12, heading(text), muted(remark));
        line.setAlignment(Pos.BASELINE_LEFT);
        return line;
    }

    /// One thing at each end of a line.
    public static HBox ends(Node left, Node right) {
        HBox line = new HBox(12, left, spacer(), right);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    /// Takes the space that is left.
    public static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        javafx.scene.layout.VBox.setVgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    public static Label styled(String text, String styleClass) {
        Label label = new Label(text);
        label.getStyleClass().add(styleClass);
        return label;
    }

    private static Label wrapped(Label label) {
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
