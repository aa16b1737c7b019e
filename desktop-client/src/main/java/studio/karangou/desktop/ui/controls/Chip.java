package studio.karangou.desktop.ui.controls;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;

/// A round button that narrows what is shown.
public final class Chip extends ChoiceButton {
    public Chip(String id, String text, boolean selected, Runnable action) {
        super(id, text, "on", action);
        getStyleClass().add("chip");
        setMinWidth(USE_PREF_SIZE);
        setChosen(selected);
    }

    /// One of the things that a menu chip offers.
    ///
    /// @param name shown
    public record Choice<T>(String name, T value) {}

    /// A chip that opens a menu; the first choice is "all".
    public static <T> MenuButton menu(String id, String text, List<Choice<T>> choices, T selected, Consumer<T> action) {
        MenuButton menu = new MenuButton(text);
        menu.setId(id);
        menu.getStyleClass().addAll("chip", "menu-chip");
        menu.setMinWidth(USE_PREF_SIZE);
        ToggleGroup group = new ToggleGroup();
        for (Choice<T> choice : choices) {
            RadioMenuItem item = new RadioMenuItem(choice.name());
            item.setMnemonicParsing(false);
            item.setToggleGroup(group);
            item.setSelected(choice.value().equals(selected));
            item.setOnAction(event -> action.accept(choice.value()));
            menu.getItems().add(item);
        }
        return menu;
    }
}
