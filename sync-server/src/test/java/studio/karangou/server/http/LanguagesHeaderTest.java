package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;

class LanguagesHeaderTest {
    private final Languages languages = new Languages();

    @Property
    void whatever_a_header_says_somebody_answers_in_a_language_that_there_is(@ForAll String header) {
        assertThat(languages.of(header).locale()).isIn(Locale.FRENCH, Locale.ENGLISH);
    }

    @Property
    void also_when_it_looks_almost_like_one(
            @ForAll @AlphaChars @NumericChars @Chars({'-', '*', ';', ',', '=', '.', ' ', 'q'}) String header) {
        assertThat(languages.of(header).locale()).isIn(Locale.FRENCH, Locale.ENGLISH);
    }
}
