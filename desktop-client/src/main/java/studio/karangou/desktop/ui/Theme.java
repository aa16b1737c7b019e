package studio.karangou.desktop.ui;

import atlantafx.base.theme.PrimerDark;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// Our look: AtlantaFX's dark theme underneath, our palette and sizes on top, Noto Sans for every letter.
public final class Theme {
    private static final List<String> FONTS =
            List.of("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSansMono-Bold.ttf");

    private Theme() {}

    /// Loads the fonts and the base theme; once, before the first scene.
    public static void load() {
        FONTS.forEach(Theme::loadFont);
        Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
    }

    /// Puts our style sheet on a scene.
    public static void dress(Scene scene) {
        scene.getStylesheets().add(resource("karangou.css"));
        scene.setFill(javafx.scene.paint.Color.web("#14110f"));
    }

    private static String resource(String name) {
        return Objects.requireNonNull(Theme.class.getResource(name), name).toExternalForm();
    }

    private static void loadFont(String file) {
        try (InputStream in = Objects.requireNonNull(Theme.class.getResourceAsStream("fonts/" + file), file)) {
            if (Font.loadFont(in, 15) == null) {
                throw new IllegalStateException("the bundled font " + file + " cannot be read");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled font " + file, e);
        }
    }
}
