package studio.karangou.packaging.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.desktop.ui.Texts;

class PlayerFiguresTest {
    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void are_read_as_the_player_writes_them(String language) {
        Texts texts = new Texts(Locale.of(language), ZoneOffset.UTC);
        String shown = texts.of("player.figures", 12_345L, 12_340L, 5L, 678L, 0L, 1, 2, 4_321_098L);
        assertThat(PlayerFigures.parse(shown))
                .isEqualTo(new PlayerFigures(12_345, 12_340, 5, 678, 0, 1, Duration.ofMillis(4_321_098)));
    }

    @Test
    void another_text_is_refused() {
        assertThatThrownBy(() -> PlayerFigures.parse("Position : 12 ms")).isInstanceOf(TourFailure.class);
    }
}
