package studio.karangou.server.feature.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.karangou.common.model.LanguageTag;

class LanguagesTest {
    @ParameterizedTest
    @CsvSource({"fra, fr", "fre, fr", "ewe, ee", "kbp, kbp", "EN, en", "fr-TG, fr", "und, ", "'../x', ", "x, "})
    void codes_of_files_become_tags(String code, @Nullable String tag) {
        assertThat(Languages.ofFile(code)).isEqualTo(tag == null ? null : new LanguageTag(tag));
    }

    @ParameterizedTest(name = "file {0}, catalogue {1}")
    @CsvSource({
        "fr ee, ee fr, fr ee", // the file knows which is which
        "- -, ee fr, ee fr",
        "en -, ee fr, ee fr", // the catalogue goes before
        "fr ee, , fr ee",
        "fr fr, fr, fr und",
        "- - -, fr, fr und und-track2",
    })
    void tracks_get_one_language_each(String file, @Nullable String catalogue, String expected) {
        List<@Nullable LanguageTag> inFile = Arrays.stream(file.split(" "))
                .<@Nullable LanguageTag>map(code -> code.equals("-") ? null : new LanguageTag(code))
                .toList();
        List<LanguageTag> announced = catalogue == null
                ? List.of()
                : Arrays.stream(catalogue.split(" ")).map(LanguageTag::new).toList();

        assertThat(Languages.assign(inFile, announced))
                .extracting(LanguageTag::tag)
                .containsExactly(expected.split(" "));
    }
}
