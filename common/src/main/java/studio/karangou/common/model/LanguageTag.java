package studio.karangou.common.model;

import java.util.Locale;
import java.util.regex.Pattern;

/// A language by its BCP 47 tag, as in `fr`, `ee` (Ewe) or `kbp` (Kabyè).
public record LanguageTag(String tag) {
    private static final Pattern FORM = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");

    public LanguageTag {
        if (!FORM.matcher(tag).matches()) {
            throw new IllegalArgumentException("not a language tag");
        }
    }

    /// The language's name in the reader's language.
    public String displayName(Locale reader) {
        return Locale.forLanguageTag(tag).getDisplayLanguage(reader);
    }

    @Override
    public String toString() {
        return tag;
    }
}
