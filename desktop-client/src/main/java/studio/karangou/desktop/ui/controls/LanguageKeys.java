package studio.karangou.desktop.ui.controls;

import java.util.Locale;
import javafx.scene.layout.HBox;
import studio.karangou.desktop.ui.Languages;

/// The languages side by side, large enough for fingers.
public final class LanguageKeys extends HBox {
    public LanguageKeys(Languages languages) {
        super(10);
        Locale now = languages.current().get().locale();
        for (Locale locale : languages.available()) {
            boolean on = locale.getLanguage().equals(now.getLanguage());
            ChoiceButton key = new ChoiceButton(
                    "language-" + locale.getLanguage(),
                    Languages.ownName(locale),
                    "current",
                    () -> languages.choose(locale));
            key.getStyleClass().addAll("chip", "language-key");
            key.setChosen(on);
            key.setMinWidth(USE_PREF_SIZE);
            getChildren().add(key);
        }
    }
}
