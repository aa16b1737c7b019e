package studio.karangou.server.feature.catalogue;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.karangou.common.model.Film;

/// Text as it is searched: lower case, without accents and tones, the letters of Ewe and Kabyè as their Latin
/// neighbours; alike on both databases, as the program folds it.
final class SearchText {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    /// Letters that Unicode does not decompose.
    private static final Map<Character, String> LETTERS = Map.ofEntries(
            Map.entry('ɖ', "d"),
            Map.entry('ɛ', "e"),
            Map.entry('ƒ', "f"),
            Map.entry('ɣ', "g"),
            Map.entry('ŋ', "n"),
            Map.entry('ɔ', "o"),
            Map.entry('ʋ', "v"),
            Map.entry('ɩ', "i"),
            Map.entry('ʊ', "u"),
            Map.entry('ɓ', "b"),
            Map.entry('ø', "o"),
            Map.entry('œ', "oe"),
            Map.entry('æ', "ae"),
            Map.entry('ß', "ss"),
            Map.entry('’', "'"));

    private SearchText() {}

    /// What a film is found by.
    static String of(Film film) {
        Stream<String> countries = film.countries().stream().map(country -> country.displayName(Locale.FRENCH));
        return Stream.concat(Stream.of(film.title(), film.director(), film.synopsis()), countries)
                .map(SearchText::fold)
                .collect(Collectors.joining(" "));
    }

    static String fold(String text) {
        String lower = decompose(text).toLowerCase(Locale.ROOT);
        String bare = MARKS.matcher(decompose(lower)).replaceAll("");
        StringBuilder folded = new StringBuilder(bare.length());
        for (int i = 0; i < bare.length(); i++) {
            folded.append(LETTERS.getOrDefault(bare.charAt(i), String.valueOf(bare.charAt(i))));
        }
        return SPACES.matcher(folded).replaceAll(" ").strip();
    }

    private static String decompose(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD);
    }

    /// A pattern for LIKE with `\` as its escape.
    static String pattern(String query) {
        return "%" + fold(query).replaceAll("[\\\\%_]", "\\\\$0") + "%";
    }
}
