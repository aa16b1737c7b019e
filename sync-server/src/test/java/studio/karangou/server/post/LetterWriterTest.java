package studio.karangou.server.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.LanguageTag;

class LetterWriterTest {
    private final LetterWriter writer = new LetterWriter();

    @ParameterizedTest
    @EnumSource(Letter.Kind.class)
    void every_letter_has_words_in_both_languages(Letter.Kind kind) {
        RenderedLetter french = writer.write(letter(kind, "fr"));
        RenderedLetter english = writer.write(letter(kind, "en"));
        RenderedLetter ewe = writer.write(letter(kind, "ee"));

        assertThat(french.subject())
                .isNotBlank()
                .isNotEqualTo(english.subject())
                .doesNotContain("\n");
        assertThat(french.text()).startsWith("Bonjour").contains("1234 5678").doesNotContain("{");
        assertThat(english.text()).startsWith("Hello").contains("1234 5678").doesNotContain("{");
        assertThat(ewe.text()).isEqualTo(french.text());
        assertThat(french.html()).contains("<html lang=\"fr\">", "1234 5678").doesNotContain("<script", "{0}");
    }

    private static Letter letter(Letter.Kind kind, String language) {
        return new Letter(
                Letter.Channel.EMAIL,
                kind,
                "afi@exemple.tg",
                new LanguageTag(language),
                "1234 5678",
                "https://k.example/\"><script>",
                Instant.EPOCH);
    }
}
