package studio.karangou.server.feature.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class EnrolmentCodeTest {
    @Property
    void what_is_shown_is_read_again_however_it_is_typed(@ForAll long seed) {
        EnrolmentCode code = EnrolmentCode.draw(new Random(seed));

        assertThat(EnrolmentCode.parse(code.shown())).contains(code);
        assertThat(EnrolmentCode.parse(
                        " " + code.shown().toLowerCase(Locale.ROOT).replace("-", " - ")))
                .contains(code);
        assertThat(EnrolmentCode.parse(code.canonical().replace('0', 'o').replace('1', 'I')))
                .contains(code);
        assertThat(code.toString()).doesNotContain(code.canonical());
    }

    @Property
    void whatever_is_typed_is_a_code_or_is_none(@ForAll String typed) {
        EnrolmentCode.parse(typed)
                .ifPresent(code -> assertThat(EnrolmentCode.parse(code.shown())).contains(code));
    }
}
