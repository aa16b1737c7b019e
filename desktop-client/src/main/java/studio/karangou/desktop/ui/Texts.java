package studio.karangou.desktop.ui;

import java.time.ZoneId;
import java.util.Locale;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Sentences;

/// Everything a screen says, in one language. A screen is built with one of these and built again when the
/// language changes.
public final class Texts {
    /// Where the desktop client's sentences are.
    public static final String BUNDLE = "studio.karangou.desktop.messages";

    private final Sentences sentences;
    private final Formats formats;

    public Texts(Locale locale, ZoneId zone) {
        sentences = new Sentences(locale, BUNDLE);
        formats = new Formats(sentences, zone);
    }

    /// The text for a key.
    public String of(String key, Object... arguments) {
        return sentences.text(key, arguments);
    }

    /// The failure's sentence.
    public String of(Failure failure) {
        return sentences.of(failure);
    }

    /// Whether there is a sentence for a stable code that came from elsewhere.
    public boolean has(String key) {
        return sentences.has(key);
    }

    public Formats formats() {
        return formats;
    }

    public Locale locale() {
        return sentences.locale();
    }

    /// A language's name in this language; one that the JDK has no name for is named by the bundles.
    public String language(LanguageTag tag) {
        return capitalised(languageInSentence(tag));
    }

    /// A language's name as it stands within a sentence: `français`, `French`.
    public String languageInSentence(LanguageTag tag) {
        String key = "language." + tag;
        return sentences.has(key) ? sentences.text(key) : tag.displayName(locale());
    }

    /// A country's name in this language.
    public String country(CountryCode country) {
        return country.displayName(locale());
    }

    /// The words with a capital at their beginning.
    public String capitalised(String name) {
        return name.isEmpty() ? name : name.substring(0, 1).toUpperCase(locale()) + name.substring(1);
    }
}
