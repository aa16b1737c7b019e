package studio.karangou.common.model;

import java.util.Locale;
import java.util.regex.Pattern;

/// A country by its two letters (ISO 3166-1 alpha-2), as in `TG`.
public record CountryCode(String code) {
    private static final Pattern FORM = Pattern.compile("[A-Z]{2}");

    public CountryCode {
        if (!FORM.matcher(code).matches()) {
            throw new IllegalArgumentException("not a country code");
        }
    }

    /// The country's name in the reader's language.
    public String displayName(Locale reader) {
        return Locale.of("", code).getDisplayCountry(reader);
    }

    @Override
    public String toString() {
        return code;
    }
}
