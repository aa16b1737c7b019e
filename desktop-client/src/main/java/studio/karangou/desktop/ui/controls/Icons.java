package studio.karangou.desktop.ui.controls;

import javafx.scene.shape.SVGPath;
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

    /// A banknote; the icon font only has dollars.
    public static SVGPath banknote() {
        SVGPath note = new SVGPath();
        note.setContent("M1 4 H17 V14 H1 Z M9 6.6 A2.4 2.4 0 1 0 9 11.4 A2.4 2.4 0 1 0 9 6.6 M4 9 H4.1 M13.9 9 H14");
        note.getStyleClass().add("banknote");
        return note;
    }

    /// An icon with a style class of its own.
    public static FontIcon of(Ikon ikon, String styleClass) {
        FontIcon icon = of(ikon);
        icon.getStyleClass().add(styleClass);
        return icon;
    }
}
