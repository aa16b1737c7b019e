package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /// RFC 6238, appendix B, the last six of its eight digits.
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codes_are_those_of_the_standard(long seconds, String code) {
        assertThat(Totp.code(SECRET, seconds / 30)).isEqualTo(code);
        assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(seconds), 0)).hasValue(seconds / 30);
    }

    @Test
    void a_code_of_the_step_before_or_after_is_good_and_one_that_was_used_is_not() {
        Instant now = Instant.ofEpochSecond(1_200);
        for (long step = 38; step <= 42; step++) {
            boolean near = step >= 39 && step <= 41;
            assertThat(Totp.step(SECRET, Totp.code(SECRET, step), now, 0).isPresent())
                    .isEqualTo(near);
        }
        assertThat(Totp.step(SECRET, Totp.code(SECRET, 40), now, 40)).isEmpty();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, 41), now, 40)).hasValue(41);
        assertThat(Totp.step(SECRET, "", now, 0)).isEmpty();
        assertThat(Totp.step(SECRET, "é", now, 0)).isEmpty();
    }

    /// RFC 4648, section 10.
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void secrets_are_written_as_the_standard_says(String text, String base32) {
        assertThat(Totp.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(base32);
    }
}
