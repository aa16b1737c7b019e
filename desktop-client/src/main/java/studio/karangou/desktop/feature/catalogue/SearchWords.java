package studio.karangou.desktop.feature.catalogue;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.karangou.common.model.Film;

/// Finds films by what people type: without accents, in any case, words in any order, in French or English.
final class SearchWords {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final List<Locale> READERS = List.of(Locale.FRENCH, Locale.ENGLISH);

    private final String all;

    private SearchWords(String all) {
        this.all = all;
    }

    /// What a film is found by: title, director, year, countries, languages, synopsis.
    static SearchWords of(Film film) {
        Stream<String> names = READERS.stream()
                .flatMap(reader -> Stream.concat(
                        film.countries().stream().map(country -> country.displayName(reader)),
                        Stream.concat(film.spoken().stream(), film.subtitles().stream())
                                .map(language -> language.displayName(reader))));
        Stream<String> words = Stream.concat(
                Stream.of(film.title(), film.director(), String.valueOf(film.year()), film.synopsis()), names);
        return new SearchWords(words.map(SearchWords::fold).collect(Collectors.joining(" ", " ", " ")));
    }

    /// Whether every word typed begins a word of the film.
    boolean match(String typed) {
        return NOT_WORDS
                .splitAsStream(fold(typed))
                .filter(word -> !word.isEmpty())
                .allMatch(word -> all.contains(" " + word));
    }

    private static String fold(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        String bare = MARKS.matcher(lower).replaceAll("").replace("œ", "oe").replace("ʋ", "v");
        return NOT_WORDS.matcher(bare).replaceAll(" ");
    }
}
