package studio.karangou.desktop.ui.controls;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Icons in the colour of the text beside them. They say nothing to a screen reader: the text does.
public final class Icons {
    private Icons() {}

    /// An icon of the size and colour that the style sheet gives it.
    public static FontIcon of(Ikon ikon) {
        FontIcon icon = new FontIcon(ikon);
        icon.getStyleClass().add("icon");
        icon.setFocusTraversable(false);
        return icon;
    }

    /// An icon with a style class of its own.
    public static FontIcon of(Ikon ikon, String styleClass) {
        FontIcon icon = of(ikon);
        icon.getStyleClass().add(styleClass);
        return icon;
    }
}
