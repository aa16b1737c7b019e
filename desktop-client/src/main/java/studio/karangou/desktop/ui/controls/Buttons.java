package studio.karangou.desktop.ui.controls;

import javafx.scene.control.Button;
import org.kordamp.ikonli.Ikon;

/// The buttons of the mockups.
public final class Buttons {
    private Buttons() {}

    /// What a person most likely wants here; at most one in a group.
    public static Button primary(String id, String text, Runnable action) {
        return styled(id, text, action, "primary");
    }

    public static Button primary(String id, String text, Ikon icon, Runnable action) {
        Button button = primary(id, text, action);
        button.setGraphic(Icons.of(icon));
        return button;
    }

    /// One of several things to do.
    public static Button plain(String id, String text, Runnable action) {
        return styled(id, text, action, "plain");
    }

    public static Button plain(String id, String text, Ikon icon, Runnable action) {
        Button button = plain(id, text, action);
        button.setGraphic(Icons.of(icon));
        return button;
    }

    /// One of several things of which one is chosen.
    public static ChoiceButton choice(String id, String text, Runnable action) {
        ChoiceButton button = new ChoiceButton(id, text, "chosen", action);
        button.getStyleClass().add("plain");
        button.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        return button;
    }

    /// Looks like text, for what is rarely wanted.
    public static Button quiet(String id, String text, Runnable action) {
        return styled(id, text, action, "quiet");
    }

    public static Button quiet(String id, String text, Ikon icon, Runnable action) {
        Button button = quiet(id, text, action);
        button.setGraphic(Icons.of(icon));
        return button;
    }

    /// Shows an icon only; the text is for screen readers and the tooltip.
    public static Button icon(String id, String text, Ikon icon, Runnable action) {
        Button button = styled(id, "", action, "icon-only");
        button.setGraphic(Icons.of(icon));
        button.setAccessibleText(text);
        button.setTooltip(new javafx.scene.control.Tooltip(text));
        return button;
    }

    private static Button styled(String id, String text, Runnable action, String styleClass) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().add(styleClass);
        button.setMnemonicParsing(false);
        button.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }
}
