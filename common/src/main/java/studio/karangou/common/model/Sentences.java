package studio.karangou.common.model;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/// Finds the sentence for a failure, or the text for any other key, in message bundles.
/// A bundle's base file is French; `_en` is English; a language pack is one more file.
public final class Sentences {
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final String COMMON = "studio.karangou.common.messages";

    private final Locale locale;
    private final List<ResourceBundle> bundles;

    /// @param baseNames the bundles to look in, as in `studio.karangou.desktop.messages`;
    ///     the common module's own is looked in last
    public Sentences(Locale locale, String... baseNames) {
        this.locale = locale;
        bundles = Stream.concat(Stream.of(baseNames), Stream.of(COMMON))
                .map(name -> ResourceBundle.getBundle(name, locale, Sentences.class.getClassLoader(), NO_FALLBACK))
                .toList();
    }

    /// The language of the sentences.
    public Locale locale() {
        return locale;
    }

    /// The failure's sentence, for people.
    public String of(Failure failure) {
        return text(failure.code(), failure.arguments().toArray());
    }

    /// Whether there is a text for a key.
    public boolean has(String key) {
        return bundles.stream().anyMatch(bundle -> bundle.containsKey(key));
    }

    /// The text for a key.
    ///
    /// @throws MissingResourceException if no bundle has the key, which a test excludes
    public String text(String key, Object... arguments) {
        String pattern = bundles.stream()
                .filter(bundle -> bundle.containsKey(key))
                .findFirst()
                .orElseThrow(() -> new MissingResourceException("no text", Sentences.class.getName(), key))
                .getString(key);
        return new MessageFormat(pattern, locale).format(arguments);
    }
}
