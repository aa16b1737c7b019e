package studio.karangou.server.feature.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameRateTest {
    @Property
    void whatever_rate_a_file_has_the_ladders_is_one_that_players_know(
            @ForAll @IntRange(min = 1, max = 240_000) int numerator, @ForAll @IntRange(min = 1, max = 1001) int under) {
        FrameRate ladder = new FrameRate(numerator, under).forLadder();

        assertThat(ladder.perSecond()).isBetween(11.99, 30.01);
        assertThat(ladder.forLadder()).as("it stays what it is").isEqualTo(ladder);
    }

    @Property
    void in_every_rung_a_picture_lasts_a_whole_number_of_ticks_and_segments_begin_together(
            @ForAll @IntRange(min = 1, max = 240_000) int numerator, @ForAll @IntRange(min = 1, max = 1001) int under) {
        FrameRate ladder = new FrameRate(numerator, under).forLadder();
        int step = ladder.lowestRungStep();
        FrameRate lowest = ladder.everyNth(step);

        for (FrameRate rate : new FrameRate[] {ladder, lowest}) {
            assertThat((long) ladder.timeScale() * rate.denominator() % rate.numerator())
                    .isZero();
        }
        assertThat(ladder.framesPerSegment() % step).isZero();
        assertThat(ladder.framesPerSegment() / ladder.perSecond()).isBetween(5.9, 6.1);
    }

    @Property
    void whatever_ffprobe_says_is_a_rate_or_none(@ForAll String text) {
        FrameRate rate = FrameRate.parse(text);

        if (rate != null) {
            assertThat(rate.perSecond()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "25", "0/0", "25/0", "-25/1", "25/-1", "99999999999/1", "a/b", "25/1x"})
    void what_is_no_rate_is_none(String text) {
        assertThat(FrameRate.parse(text)).isNull();
    }

    @Property
    void what_was_written_reads_as_the_same(
            @ForAll @IntRange(min = 1) int numerator, @ForAll @IntRange(min = 1) int denominator) {
        FrameRate rate = new FrameRate(numerator, denominator);

        assertThat(Objects.requireNonNull(FrameRate.parse(rate.toString()))).isEqualTo(rate);
    }
}
