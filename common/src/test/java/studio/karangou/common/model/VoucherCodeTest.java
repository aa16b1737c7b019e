package studio.karangou.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoucherCodeTest {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    @Test
    void a_code_is_read_back_however_a_person_types_it() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            VoucherCode code = VoucherCode.draw(random);
            assertThat(code.toString()).matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
            String typed =
                    code.toString().toLowerCase(Locale.ROOT).replace('0', 'o').replace('1', 'l');
            assertThat(VoucherCode.parse(" " + typed + " ")).isEqualTo(code);
        }
    }

    @Test
    void one_wrong_character_is_always_noticed() {
        Random random = new Random(2);
        for (int i = 0; i < 100; i++) {
            String code = VoucherCode.draw(random).canonical();
            for (int at = 0; at < code.length(); at++) {
                for (char other : ALPHABET.toCharArray()) {
                    if (other != code.charAt(at)) {
                        String wrong = code.substring(0, at) + other + code.substring(at + 1);
                        assertThatThrownBy(() -> VoucherCode.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7KQ4", "7KQ4-M2RDX", "7KQ4-M2R!", "ÀÀÀÀÀÀÀÀ"})
    void what_is_no_code_is_refused(String typed) {
        assertThatThrownBy(() -> VoucherCode.parse(typed)).isInstanceOf(IllegalArgumentException.class);
    }
}
