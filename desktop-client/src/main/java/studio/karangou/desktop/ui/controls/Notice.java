package studio.karangou.desktop.ui.controls;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// A sentence in place: what just happened or went wrong, with the stable code when it is a failure.
public final class Notice extends HBox {
    private final Label code = Labels.styled("", "notice-code");

    public Notice(Tone tone, String sentence) {
        super(12);
        getStyleClass().addAll("notice", tone.styleClass());
        setAlignment(Pos.CENTER_LEFT);
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(sentence);
        Label text = Labels.body(sentence);
        VBox words = new VBox(2, text, code);
        code.setVisible(false);
        code.setManaged(false);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(Icons.of(icon(tone)), words);
    }

    /// With the failure's stable code, for who helps by phone.
    public Notice withCode(String stableCode) {
        code.setText(stableCode);
        code.setVisible(true);
        code.setManaged(true);
        return this;
    }

    private static Feather icon(Tone tone) {
        return switch (tone) {
            case OK -> Feather.CHECK_CIRCLE;
            case WAIT -> Feather.CLOCK;
            case BAD -> Feather.ALERT_TRIANGLE;
            case NEUTRAL -> Feather.INFO;
        };
    }
}
