package studio.karangou.desktop.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.karangou.common.model.Money;

class FormatsTest {
    private static final ZoneId LOME = ZoneId.of("Africa/Lome");
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");

    private final Formats french = new Texts(Locale.FRENCH, LOME).formats();
    private final Formats english = new Texts(Locale.ENGLISH, LOME).formats();

    @Test
    void amounts_are_grouped_by_narrow_spaces_in_french_and_never_break() {
        assertThat(french.money(Money.xof(3_120_000))).isEqualTo("3\u202f120\u202f000\u00a0F\u00a0CFA");
        assertThat(french.money(new Money(Money.Currency.EUR, 2_000))).isEqualTo("20\u00a0€");
        assertThat(french.money(new Money(Money.Currency.EUR, 2_050))).isEqualTo("20,50\u00a0€");
        assertThat(english.money(Money.xof(3_120_000))).isEqualTo("3,120,000\u00a0F\u00a0CFA");
        assertThat(english.money(new Money(Money.Currency.EUR, 2_050))).isEqualTo("€20.50");
    }

    @ParameterizedTest
    @CsvSource({"5, 5 s", "59, 59 s", "60, 1 min", "3120, 52 min", "6120, 1 h 42", "7200, 2 h", "180000, 2 jours"})
    void durations_are_said_as_people_say_them(long seconds, String said) {
        assertThat(french.duration(Duration.ofSeconds(seconds)).replace('\u00a0', ' '))
                .isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({"4200000000, '4,2 Go'", "20000000000, '20 Go'", "780400000, '780 Mo'", "12000, '12 ko'"})
    void sizes_are_in_decimal_units(long bytes, String said) {
        assertThat(french.bytes(bytes).replace('\u00a0', ' ')).isEqualTo(said);
    }

    @Test
    void a_part_of_the_disk_is_said_in_the_unit_of_the_whole() {
        assertThat(french.bytesOf(400_000_000, 20_000_000_000L)).isEqualTo("0,4 / 20\u00a0Go");
        assertThat(french.bytesOf(4_200_000_000L, 20_000_000_000L)).isEqualTo("4,2 / 20\u00a0Go");
        assertThat(french.bytesOf(14_000_000, 20_000_000_000L)).isEqualTo("14\u00a0Mo / 20\u00a0Go");
        assertThat(french.bytesOf(0, 20_000_000_000L)).isEqualTo("0 / 20\u00a0Go");
        assertThat(french.bytesOf(400_000_000, 0)).isEqualTo("400\u00a0Mo");
    }

    @Test
    void times_are_told_in_relation_to_now() {
        assertThat(french.ago(NOW.minus(Duration.ofMinutes(134)), NOW)).isEqualTo("il y a 2\u00a0h\u00a014");
        assertThat(english.ago(NOW.minus(Duration.ofMinutes(134)), NOW)).isEqualTo("2\u00a0h\u00a014 ago");
        assertThat(french.ago(NOW.plusSeconds(90), NOW)).isEqualTo("à l’instant");
    }

    @Test
    void days_are_in_the_language() {
        assertThat(french.day(NOW.plus(Duration.ofDays(7)))).isEqualTo("29 novembre");
        assertThat(french.moment(NOW)).isEqualTo("22 nov. 2026, 18\u00a0h\u00a000");
        assertThat(english.moment(NOW)).isEqualTo("22 Nov 2026, 18:00");
    }
}
