package studio.karangou.desktop.ui.controls;

import java.util.Locale;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import studio.karangou.desktop.ui.Languages;

/// The choice of language, each under its own name; looked for when the menu is opened, not when it is painted.
public final class LanguageMenu extends MenuButton {
    public LanguageMenu(Languages languages) {
        Locale now = languages.current().get().locale();
        setText(Languages.ownName(now));
        setId("language");
        setAccessibleText(languages.current().get().of("language.choose") + ", " + getText());
        setOnShowing(opening -> fill(languages, now));
    }

    private void fill(Languages languages, Locale now) {
        if (!getItems().isEmpty()) {
            return;
        }
        ToggleGroup group = new ToggleGroup();
        for (Locale locale : languages.available()) {
            RadioMenuItem item = new RadioMenuItem(Languages.ownName(locale));
            item.setId("language-" + locale.getLanguage());
            item.setToggleGroup(group);
            item.setSelected(locale.getLanguage().equals(now.getLanguage()));
            item.setOnAction(event -> languages.choose(locale));
            getItems().add(item);
        }
    }
}
