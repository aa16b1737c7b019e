package studio.karangou.desktop.ui.controls;

import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import org.jspecify.annotations.Nullable;

/// One of several buttons of which one is chosen. A screen reader hears which; the eye sees its style.
public class ChoiceButton extends Button {
    private final String chosenStyle;
    private boolean chosen;

    /// @param chosenStyle the style class while it is chosen
    public ChoiceButton(String id, String text, String chosenStyle, Runnable action) {
        super(text);
        this.chosenStyle = chosenStyle;
        setId(id);
        setMnemonicParsing(false);
        setAccessibleRole(AccessibleRole.RADIO_BUTTON);
        setOnAction(event -> action.run());
    }

    public final boolean isChosen() {
        return chosen;
    }

    public final void setChosen(boolean now) {
        chosen = now;
        getStyleClass().remove(chosenStyle);
        if (now) {
            getStyleClass().add(chosenStyle);
        }
        notifyAccessibleAttributeChanged(AccessibleAttribute.SELECTED);
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.SELECTED
                ? (Object) chosen
                : super.queryAccessibleAttribute(attribute, parameters);
    }
}
