package studio.karangou.server.feature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTextTest {
    @ParameterizedTest
    @CsvSource({
        "Été,ete",
        "ŒUVRE,oeuvre",
        "Ɛʋe,eve",
        "Kabɩyɛ,kabiye",
        "Ƒoɖi,fodi",
        "L’été,l'ete",
        "'  a   b ',a b",
        "ﬁlm,film"
    })
    void letters_are_folded_to_their_plain_neighbours(String text, String folded) {
        assertThat(SearchText.fold(text)).isEqualTo(folded);
    }

    @Property
    void folding_twice_is_folding_once(@ForAll String text) {
        String folded = SearchText.fold(text);

        assertThat(SearchText.fold(folded)).isEqualTo(folded);
    }
}
