package studio.karangou.desktop.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LanguagesTest {
    private final FakeSettings settings = new FakeSettings();

    @Test
    void a_language_pack_is_found_on_the_class_path_and_leans_on_french() {
        Languages languages = new Languages(Locale.FRENCH, ZoneId.of("Africa/Lome"), settings);
        assertThat(languages.available())
                .extracting(Locale::getLanguage)
                .startsWith("fr", "en")
                .contains("ee");
        languages.choose(Locale.forLanguageTag("ee"));
        assertThat(languages.current().get().of("nav.catalogue")).isEqualTo("Sinimawo");
        assertThat(languages.current().get().of("nav.projects")).isEqualTo("Projets");
        assertThat(settings.get(Settings.LANGUAGE)).contains("ee");
        assertThat(Languages.ownName(Locale.forLanguageTag("ee"))).isEqualTo("Eʋegbe");
    }

    @Test
    void a_language_that_is_not_here_is_answered_in_french() {
        Languages languages = new Languages(Locale.JAPANESE, ZoneId.of("Africa/Lome"), settings);
        assertThat(languages.current().get().locale()).isEqualTo(Locale.FRENCH);
    }

    @Test
    void who_follows_hears_of_the_change() {
        Languages languages = new Languages(Locale.FRENCH, ZoneId.of("Africa/Lome"), settings);
        List<String> heard = new java.util.ArrayList<>();
        languages.current().subscribe(texts -> heard.add(texts.of("nav.projects")));
        languages.choose(Locale.ENGLISH);
        assertThat(heard).containsExactly("Projets", "Projects");
    }
}
