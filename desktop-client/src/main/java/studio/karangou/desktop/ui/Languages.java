package studio.karangou.desktop.ui;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The languages of this installation, and the one in use. A language is here when its bundle
/// `messages_TAG.properties` is on the class path, so a pack is added without code.
public final class Languages {
    private static final String RESOURCE = Texts.BUNDLE.replace('.', '/');

    private final ZoneId zone;
    private final Settings settings;
    private final Locale first;
    private final ReadOnlyObjectWrapper<Texts> current;

    /// @param wanted the language asked for at the start
    public Languages(Locale wanted, ZoneId zone, Settings settings) {
        this.zone = zone;
        this.settings = settings;
        first = hasBundle(wanted) ? wanted : Locale.FRENCH;
        current = new ReadOnlyObjectWrapper<>(new Texts(first, zone));
    }

    /// Everything said in the language in use; changes when another is chosen.
    public ReadOnlyObjectProperty<Texts> current() {
        return current.getReadOnlyProperty();
    }

    /// The languages to choose from, French first.
    public List<Locale> available() {
        return Found.LANGUAGES;
    }

    /// Looked for once, when somebody wants to choose: a thousand names are tried, and what is on the class path stays.
    private static final class Found {
        static final List<Locale> LANGUAGES = onTheClassPath();
    }

    private static List<Locale> onTheClassPath() {
        Stream<String> known = Stream.concat(
                Stream.of("fr", "en", "kbp"),
                Stream.concat(
                        Arrays.stream(Locale.getISOLanguages()),
                        Arrays.stream(Locale.getAvailableLocales()).map(Locale::getLanguage)));
        return known.filter(tag -> !tag.isEmpty())
                .distinct()
                .map(Locale::forLanguageTag)
                .filter(Languages::hasBundle)
                .toList();
    }

    /// Speaks another language from now on, and remembers it.
    public void choose(Locale locale) {
        settings.put(Settings.LANGUAGE, locale.toLanguageTag());
        current.set(new Texts(locale, zone));
    }

    /// Goes back to the language of the start.
    public void chooseFirst() {
        if (!current.get().locale().equals(first)) {
            choose(first);
        }
    }

    /// A language's own name: `Français`, `Eʋegbe`.
    public static String ownName(Locale locale) {
        String name = locale.getDisplayLanguage(locale);
        return name.isEmpty() ? locale.toLanguageTag() : name.substring(0, 1).toUpperCase(locale) + name.substring(1);
    }

    private static boolean hasBundle(Locale locale) {
        String tag = locale.getLanguage();
        return tag.equals("fr")
                || Languages.class.getClassLoader().getResource(RESOURCE + "_" + tag + ".properties") != null;
    }
}
