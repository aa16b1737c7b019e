package studio.karangou.desktop.ui.controls;

import javafx.beans.property.StringProperty;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import studio.karangou.desktop.ui.View;

/// One line to type in, with what it is above, which a screen reader says too.
public final class Field extends View {
    private final TextField input;
    private final VBox box;

    private Field(TextField input, String id, String label, String prompt, StringProperty value) {
        this.input = input;
        input.setId(id);
        input.setPromptText(prompt);
        input.setAccessibleText(label);
        input.textProperty().bindBidirectional(value);
        following(() -> input.textProperty().unbindBidirectional(value));
        Label name = Labels.styled(label, "field-label");
        name.setLabelFor(input);
        box = new VBox(6, name, input);
    }

    /// @param prompt an example, shown while nothing is typed
    public static Field text(String id, String label, String prompt, StringProperty value) {
        return new Field(new TextField(), id, label, prompt, value);
    }

    /// What is typed is not shown.
    public static Field password(String id, String label, StringProperty value) {
        return new Field(new PasswordField(), id, label, "", value);
    }

    /// For codes: large and evenly spaced.
    public static Field code(String id, String label, String prompt, StringProperty value) {
        Field field = text(id, label, prompt, value);
        field.input.getStyleClass().add("code-field");
        return field;
    }

    /// Goes on when the person presses Enter.
    public Field onEnter(Runnable action) {
        input.setOnAction(event -> action.run());
        return this;
    }

    /// A line below that explains.
    public Field withNote(String note) {
        box.getChildren().add(Labels.note(note));
        return this;
    }

    /// Where the keyboard writes.
    public TextField input() {
        return input;
    }

    @Override
    public Parent node() {
        return box;
    }

    @Override
    public void focus() {
        input.requestFocus();
    }
}
