package studio.karangou.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @ParameterizedTest
    @ValueSource(strings = {"Afi\nLe Studio", "Afi\tMensah", "Afi\u2028Mensah", "Afi\u2029Mensah", "Afi\u0085"})
    void a_name_is_one_line(String name) {
        assertThatThrownBy(() -> Texts.checkLine(name, 80)).isInstanceOf(IllegalArgumentException.class);
        assertThatCode(() -> Texts.checkLine(OneLine.of(name), 80)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Afi Mensah", "Ɖeka, ɖeka ! 🎬"})
    void and_otherwise_whatever_people_write(String name) {
        assertThatCode(() -> Texts.checkLine(name, 80)).doesNotThrowAnyException();
        assertThat(OneLine.of("  " + name + "\n")).isEqualTo(name);
    }
}
