package studio.karangou.desktop.ui.controls;

import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import studio.karangou.desktop.ui.Languages;

/// The languages side by side, large enough for fingers.
public final class LanguageKeys extends HBox {
    public LanguageKeys(Languages languages) {
        super(10);
        Locale now = languages.current().get().locale();
        for (Locale locale : languages.available()) {
            boolean on = locale.getLanguage().equals(now.getLanguage());
            Button key = new Button(Languages.ownName(locale));
            key.setId("language-" + locale.getLanguage());
            key.getStyleClass().addAll("chip", "language-key");
            if (on) {
                key.getStyleClass().add("current");
            }
            key.setMinWidth(USE_PREF_SIZE);
            key.setOnAction(event -> languages.choose(locale));
            getChildren().add(key);
        }
    }
}
