package studio.karangou.desktop.ui.controls;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.Ikon;

/// What a screen shows when it has nothing to show: what is missing, and what one can do.
public final class EmptyState extends VBox {
    public EmptyState(Ikon icon, String title, String explanation, Node... actions) {
        super(10);
        getStyleClass().add("empty-state");
        setAlignment(Pos.CENTER);
        Label note = Labels.note(explanation);
        note.setMaxWidth(520);
        note.setTextAlignment(TextAlignment.CENTER);
        note.setAlignment(Pos.CENTER);
        getChildren().addAll(Icons.of(icon, "empty-icon"), Labels.heading(title), note);
        getChildren().addAll(actions);
    }
}
