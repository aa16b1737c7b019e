package studio.karangou.desktop.app;

import java.net.URI;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Sentences;
import studio.karangou.desktop.ui.FxBridge;
import studio.karangou.desktop.ui.Texts;

/// The browser of this machine. It is known once JavaFX runs, which is after the engines began to open.
final class SystemBrowser {
    private final AtomicReference<@Nullable Consumer<String>> opener = new AtomicReference<>();

    /// @param shows opens an address, as JavaFX's host services do
    void use(Consumer<String> shows) {
        opener.set(shows);
    }

    /// @return whether there is a browser
    boolean open(URI address) {
        Consumer<String> known = opener.get();
        if (known != null) {
            FxBridge.later(() -> known.accept(address.toString()));
        }
        return known != null;
    }

    /// What it shows when a sign-in came back from it: nothing of the sign-in itself.
    static String backPage(Locale locale) {
        Sentences sentences = new Sentences(locale, Texts.BUNDLE);
        return """
                <!doctype html><html lang="%s"><meta charset="utf-8"><title>Karangou</title>
                <body style="background:#14110f;color:#f6efe3;font-family:sans-serif;text-align:center;padding-top:20vh">
                <h1>Karangou</h1><p style="font-size:1.2em">%s</p></body></html>
                """.formatted(locale.getLanguage(), sentences.text("browser.back"));
    }
}
