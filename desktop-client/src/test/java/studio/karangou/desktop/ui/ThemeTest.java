package studio.karangou.desktop.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.util.Objects;
import javafx.css.CssParser;
import javafx.css.Stylesheet;
import org.junit.jupiter.api.Test;

class ThemeTest {
    /// JavaFX takes it in place of the style sheet; without it a start parses twenty thousand characters.
    @Test
    void the_style_sheet_was_translated_by_the_build() throws IOException {
        Stylesheet translated = Stylesheet.loadBinary(resource("karangou.bss"));
        Stylesheet written = new CssParser().parse(resource("karangou.css"));
        assertThat(translated.getRules()).isNotEmpty().hasSameSizeAs(written.getRules());
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(Theme.class.getResource(name), name);
    }
}
